"""Windows of both time bases, bodies that come and go, what is varied per clip and what per body, and when something
moves."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from recognizer.model.model_config import TimeBase
from recognizer.network.config import NetworkConfig
from recognizer.network.mssa import MSSA
from recognizer.skeleton.joints import HEAD, MIRROR, PARENT, SPINE_BASE, SPINE_MID
from recognizer.skeleton.stream_names import STREAMS
from recognizer.skeleton.streams import Normalisation, normalise
from train.data.augment import Augmentation, augment
from train.data.corpus import ClipSelection, Corpus, gather
from train.data.inputs import judging_inputs, training_inputs
from train.data.motion_quantiles import motion_quantiles
from train.data.prepared_set import ABSENT, UNIT, open_set, write_set
from train.data.windows import Windows, crop, cut, judging_windows, sample, training_windows
from train.datasets.reader import RawClip

WHOLE = TimeBase(kind="whole-clip")
SECOND = TimeBase(kind="fixed-seconds", seconds=1.0)


def raw(number: int, frames: int, bodies: int = 1) -> RawClip:
    rng = np.random.default_rng(number)
    keypoints = np.cumsum(rng.normal(scale=0.01, size=(bodies, frames, 25, 3)), axis=1).astype(np.float32) + 2
    keypoints[1:] += [1.5, 0, 0]
    return RawClip(f"c{number}", keypoints, 30.0, "wave" if number % 2 else "jump", f"p{number % 10}", "adults")


def corpus_of(clips: list[RawClip], tmp_path) -> Corpus:
    write_set(tmp_path / "set.safetensors", "set", clips)
    return gather([open_set(tmp_path / "set.safetensors")], ClipSelection(), None)


@pytest.fixture
def small(tmp_path):
    clips = [raw(number, 20 + 7 * number, bodies=1 + number % 2) for number in range(20)]
    return corpus_of(clips, tmp_path), clips


@pytest.fixture
def pair(tmp_path):
    """A clip of two bodies of 40 frames, the second absent from the frames 10 to 29; and the same clip of one body."""
    both = raw(0, 40, bodies=2)
    both.keypoints[1, 10:30] = np.nan
    alone = RawClip("alone", both.keypoints[:1].copy(), 30.0, "wave", "p0", "adults")
    return corpus_of([both, alone], tmp_path)


def seeded(number: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(number)


def test_windows_of_seconds_hold_all_of_a_short_clip_and_lie_inside_a_long_one(small):
    corpus, clips = small
    for index, centre in ((0, 0.1), (19, 0.0), (19, 99.0)):
        windows = cut(corpus, torch.tensor([index]), torch.tensor([centre]), torch.tensor([1.0]), 30)
        joints = clips[index].keypoints - clips[index].keypoints[0, 0, 1]
        got = windows.keypoints.numpy()
        assert windows.window.tolist() == [0] * len(joints) and windows.present.all()
        for body in range(len(joints)):
            # At 30 frames a second a window of one second in 30 frames meets the clip's own frames.
            distance = np.abs(got[body][:, None] - joints[body][None]).max(axis=(2, 3)).min(axis=1)
            assert distance.max() < 1e-3
        if index == 0:
            assert np.abs(got[0][-1] - joints[0][-1]).max() < 1e-3  # held or reached: the clip's end is in it


@settings(max_examples=30, deadline=None)
@given(st.integers(1, 90), st.integers(2, 70), st.floats(0, 0.5), st.floats(0.5, 1))
def test_a_crop_is_resized_linearly_and_lies_inside_the_clip(length, frames, begin, share):
    """On a clip whose joints are at x = number of the frame, the positions of the crop can be read from the joints."""
    begin = min(begin, 1 - share)
    rows = torch.zeros(length, 25, 3, dtype=torch.int16)
    rows[..., 0] = torch.arange(length)[:, None].short() * 100
    one = torch.tensor([0])
    corpus = Corpus(rows, one, torch.tensor([length]), one + 1, torch.tensor([30.0]), one, ["g"], ["n"], ["p"], ["l"])
    windows = crop(corpus, one, torch.tensor([begin]), torch.tensor([share]), frames)
    at = windows.keypoints[0, :, 0, 0].double().numpy() / UNIT / 100
    expected = (begin + share * (np.arange(frames) + 0.5) / frames) * length - 0.5
    assert np.abs(at - np.clip(expected, 0, length - 1)).max() < 1e-3


def test_whole_clips_are_judged_by_their_central_95_percent(small):
    corpus, clips = small
    windows = judging_windows(corpus, torch.tensor([0, 1, 3]), WHOLE, 16)
    assert windows.clip.tolist() == [0, 1, 2] and windows.window.tolist() == [0, 1, 1, 2, 2]
    joints = clips[3].keypoints[0] - clips[3].keypoints[0, 0, SPINE_MID]
    position = (0.025 + 0.95 * 0.5 / 16) * len(joints) - 0.5
    low = int(position)
    expected = joints[low] + (position - low) * (joints[low + 1] - joints[low])
    assert np.abs(windows.keypoints[3, 0].numpy() - expected).max() < 1e-3


def test_training_crops_are_half_of_the_clip_to_all_of_it():
    rows = torch.zeros(1000, 25, 3, dtype=torch.int16)
    rows[..., 0] = torch.arange(1000)[:, None].short()
    zero = torch.zeros(400, dtype=torch.int64)
    corpus = Corpus(rows, zero, zero + 1000, zero + 1, zero + 30.0, zero, ["g"] * 400, ["n"] * 400, ["p"] * 400, ["l"])
    at = training_windows(corpus, torch.arange(400), WHOLE, 64, seeded()).keypoints[:, :, 0, 0] / UNIT
    span = (at[:, -1] - at[:, 0]) * 64 / 63 / 1000
    assert 0.5 <= span.min() < 0.52 and 0.98 < span.max() <= 1.001
    assert abs(span.mean() - 0.75) < 0.03
    assert at[:, 0].max() > 300 and at[:, -1].min() < 700  # they lie anywhere


@given(frames=st.integers(1, 300), shortest=st.integers(0, 100), seed=st.integers(0, 99))
def test_training_crops_have_the_least_number_of_frames_where_the_clip_has_them(frames, shortest, seed):
    corpus, clips = line(frames), torch.zeros(20, dtype=torch.int64)
    windows = training_windows(corpus, clips, WHOLE, 50, seeded(seed), shortest)
    at = windows.keypoints[:, :, 0, 0] / UNIT / 100  # frames of the clip
    # A frame of the window stands for the middle of its span, and nothing lies before the first frame of the clip.
    span = (at[:, 26] - at[:, 24]) / 2 * 50
    assert (span <= frames + 0.1).all() and (at >= 0).all() and (at <= frames - 1).all()
    if frames > 4:
        assert (span >= min(max(frames / 2, shortest), frames) - 0.1).all()


def test_the_clips_own_origin_stays_wherever_the_window_lies(small):
    clips = torch.full((30,), 18)
    windows = training_windows(small[0], clips, WHOLE, 8, seeded())
    inputs = training_inputs(windows, "joint", Normalisation("clip"), Augmentation(), seeded()).x
    assert torch.equal(inputs.permute(0, 2, 3, 1), windows.keypoints)
    first = inputs[:, :, 0, SPINE_MID].norm(dim=1)
    assert first.max() > 0.05 and first.std() > 0.005, "the clip has moved on from its origin where windows begin"
    judged = judging_windows(small[0], clips[:1], WHOLE, 8)
    assert torch.equal(judging_inputs(judged, "joint", Normalisation("clip")).x.permute(0, 2, 3, 1), judged.keypoints)
    live = torch.randn(2, 8, 25, 3, generator=seeded())
    assert torch.equal(normalise(live, Normalisation("clip")), normalise(live, Normalisation("window")))


def line(frames: int, clips: int = 1, quantiles: torch.Tensor | None = None) -> Corpus:
    """Clips of 10 frames a second whose joints are all at x = 100 units times the number of the frame, so that where a
    window lies can be read from the joints; ``quantiles`` in seconds."""
    rows = torch.zeros(frames, 25, 3, dtype=torch.int16)
    rows[..., 0] = torch.arange(frames)[:, None].short() * 100
    zero, names = torch.zeros(clips, dtype=torch.int64), ["n"] * clips
    fps = torch.full((clips,), 10.0)
    given = None if quantiles is None else quantiles.expand(clips, -1)
    return Corpus(rows, zero, zero + frames, zero + 1, fps, zero, names, names, names, ["l"], given)


def seconds_of(windows: Windows) -> torch.Tensor:
    """The time of every frame of windows of a ``line``, ``(B, T)``."""
    return windows.keypoints[:, :, 0, 0] / UNIT / 100 / 10


@pytest.mark.parametrize(
    ("centre", "seconds", "expected"),
    [
        (10.0, 2.0, (9.2, 11.0)),  # in the middle of the clip: the last frame is the window's end
        (0.3, 2.0, (0.2, 2.0)),  # moved to the clip's beginning
        (19.9, 2.0, (18.1, 19.9)),  # and to its end, which is the time of its last frame
    ],
)
def test_a_window_is_centred_where_it_is_asked_for_unless_it_would_leave_the_clip(centre, seconds, expected):
    windows = cut(line(200), torch.tensor([0]), torch.tensor([centre]), torch.tensor([seconds]), 10)
    time = seconds_of(windows)[0]
    assert (float(time[0]), float(time[-1])) == pytest.approx(expected, abs=1e-3)
    assert time.diff().tolist() == pytest.approx([0.2] * 9, abs=1e-3)


@pytest.mark.parametrize(("centre", "begin"), [(-9.0, 0), (0.45, 5), (99.0, 10)])
def test_a_short_clip_lies_wholly_in_its_window_and_is_held_before_and_after(centre, begin):
    """A clip of 0.9 s in a window of 2 s of 20 frames: it begins between 0 and 1.1 s after the window does."""
    windows = cut(line(10), torch.tensor([0]), torch.tensor([centre]), torch.tensor([2.0]), 20)
    time = seconds_of(windows)[0].tolist()
    first = {-9.0: 11, 0.45: 5.5, 99.0: 0}[centre]  # frames of the window before the clip begins
    expected = [min(max((frame + 1 - first) / 10, 0), 0.9) for frame in range(20)]
    assert time == pytest.approx(expected, abs=1e-3)


def test_training_windows_stray_about_the_motion_and_span_more_or_less_time():
    """On a clip whose motion is spread evenly between 10 and 30 s."""
    corpus = line(320, clips=4000, quantiles=torch.linspace(10, 30, 17))
    base = TimeBase(kind="fixed-seconds", seconds=2.0)
    time = seconds_of(training_windows(corpus, torch.arange(4000), base, 20, seeded()))
    step = time.diff(dim=1).mean(dim=1)
    span = 20 * step
    assert 1.6 <= span.min() < 1.62 and 2.38 < span.max() <= 2.4 + 1e-3 and abs(span.mean() - 2) < 0.02
    centre = time[:, -1] - span / 2
    assert 9.6 - 1e-3 <= centre.min() < 9.9 and 30.1 < centre.max() <= 30.4 + 1e-3
    spread = torch.quantile(centre, torch.tensor([0.25, 0.5, 0.75])).tolist()
    assert spread == pytest.approx([15, 20, 25], abs=0.6)  # all of the motion, evenly
    off = ((centre - 10) / 1.25).frac()  # place between two of the given instants: anywhere, not at them alone
    assert torch.histc(off[off > 0], 5, 0, 1).min() > 600


def test_a_clip_is_judged_at_five_instants_that_are_spread_evenly_over_its_motion():
    corpus = line(320, quantiles=torch.linspace(4, 28, 17))
    windows = judging_windows(corpus, torch.tensor([0]), TimeBase(kind="fixed-seconds", seconds=2.0), 10)
    assert (seconds_of(windows)[:, -1] - 1).tolist() == pytest.approx([4, 10, 16, 22, 28], abs=1e-3)


@pytest.mark.parametrize("base", [WHOLE, SECOND])
def test_training_windows_are_the_same_for_the_same_seed_and_else_not(small, base):
    corpus = small[0]
    clips = torch.arange(len(corpus))

    def draw(seed):
        return training_windows(corpus, clips, base, 16, seeded(seed)).keypoints

    assert torch.equal(draw(3), draw(3))
    assert not torch.equal(draw(3), draw(4))


def test_each_clip_is_judged_by_five_windows_of_seconds(small):
    windows = judging_windows(small[0], torch.tensor([0, 1, 3]), SECOND, 16)
    assert windows.clip.tolist() == [0] * 5 + [1] * 5 + [2] * 5
    assert windows.clip[windows.window].tolist() == [0] * 5 + [1] * 10 + [2] * 10
    assert windows.first().tolist() == [0, 1, 2, 3, 4, *(first for first in range(5, 25, 2) for _ in range(2))]


def test_a_body_that_comes_and_goes_is_zero_where_it_is_not(pair):
    assert int(pair.keypoints.min()) == ABSENT
    windows = sample(pair, torch.tensor([0]), torch.arange(40.0)[None])
    assert windows.present[0].all()
    assert windows.present[1].tolist() == [not 10 <= frame < 30 for frame in range(40)]
    for stream in STREAMS:
        x = judging_inputs(windows, stream, Normalisation()).x.transpose(1, 2).flatten(2)  # (B, T, 75)
        assert not x[1, 10:30].any() and x[1, :9].any(dim=1).all() and x[1, 30:39].any(dim=1).all()
        assert x.abs().max() < 4  # no jump from or to the sentinel


def test_no_body_is_made_up_between_frames_with_and_without_it(pair):
    windows = sample(pair, torch.tensor([0]), torch.tensor([[9.0, 9.4, 9.5, 9.6, 20.5, 29.4, 29.5, 29.6, 30.0]]))
    assert windows.present[1].tolist() == [True, True, True, False, False, False, False, True, True]
    assert torch.equal(windows.keypoints[1, 1], windows.keypoints[1, 0])  # held, not drawn towards the sentinel
    assert torch.equal(windows.keypoints[1, 7], windows.keypoints[1, 8])


def test_a_body_absent_throughout_a_window_is_not_packed_and_changes_nothing(pair):
    windows = sample(pair, torch.tensor([0, 1]), torch.linspace(11, 28, 16).expand(2, -1))
    assert windows.window.tolist() == [0, 1]
    torch.manual_seed(0)
    network = MSSA(NetworkConfig(labels=3, frames=16, width=16)).eval()
    with torch.no_grad():
        logits = judging_inputs(windows, "joint", Normalisation()).logits(network)
        both = judging_inputs(
            sample(pair, torch.tensor([0, 1]), torch.linspace(0, 39, 16).expand(2, -1)), "joint", Normalisation()
        ).logits(network)
    assert torch.equal(logits[0], logits[1])
    assert not torch.allclose(both[0], both[1])  # where it is seen, it counts


def test_where_only_the_second_body_is_seen_it_leads(tmp_path):
    clip = raw(0, 30, bodies=2)
    clip.keypoints[0, 10:] = np.nan
    corpus = corpus_of([clip], tmp_path)
    windows = sample(corpus, torch.tensor([0]), torch.linspace(12, 29, 8)[None])
    assert windows.window.tolist() == [0] and windows.first().tolist() == [0]
    placed = normalise(windows.keypoints, Normalisation(), windows.first(), windows.present)
    assert placed[0, 0, SPINE_MID].abs().max() < 1e-6


@pytest.mark.parametrize("how", [Normalisation(), Normalisation(facing=True), Normalisation(facing=True, scale=True)])
def test_two_people_keep_their_distance(small, how):
    """Whatever places, turns, scales and varies a clip does it to both bodies alike."""
    windows = judging_windows(small[0], torch.tensor([1, 3]), WHOLE, 16)
    first = windows.first()
    placed = normalise(windows.keypoints, how, first, windows.present)
    varied = augment(
        placed, Augmentation(mirror=True, yaw=0.3, pitch=0.3, roll=0.3), seeded(), windows.window, windows.count
    )
    spine = slice(SPINE_BASE, SPINE_MID + 1)  # which mirroring does not exchange with another joint
    before = (windows.keypoints[1::2] - windows.keypoints[::2])[:, :, spine].norm(dim=-1)
    for after in (placed, varied):
        ratio = (after[1::2] - after[::2])[:, :, spine].norm(dim=-1) / before
        assert torch.allclose(ratio, ratio[:, :1, :1].expand_as(ratio), rtol=1e-3)
        assert how.scale or torch.allclose(ratio, torch.ones_like(ratio), rtol=1e-3)
    assert placed[::2, 0, SPINE_MID].abs().max() < 1e-6


def test_without_the_path_every_body_stands_in_the_middle(small):
    windows = judging_windows(small[0], torch.tensor([1]), WHOLE, 16)
    placed = normalise(windows.keypoints, Normalisation("frame"), windows.first(), windows.present)
    assert placed[:, :, SPINE_BASE].abs().max() == 0


def test_rotation_is_one_per_clip_and_at_most_the_angle(small):
    bodies = torch.eye(3).expand(600, 1, 3, 3).repeat(1, 1, 9, 1)[:, :, :25]
    window = torch.arange(300).repeat_interleave(2)
    turned = augment(bodies, Augmentation(yaw=0.3, pitch=0.3, roll=0.3), seeded(), window, 300)
    assert torch.equal(turned[::2], turned[1::2])
    only = augment(bodies, Augmentation(yaw=0.3), seeded(), window, 300)
    angle = torch.atan2(only[:, 0, 0, 2].abs(), only[:, 0, 0, 0])
    assert angle.max() <= 0.3 + 1e-6 and angle.max() > 0.28 and angle.min() < 0.02


def test_swapping_places_a_clip_by_its_second_body_in_half_of_the_draws(small):
    clips = torch.full((100,), 3)
    windows = training_windows(small[0], clips, WHOLE, 8, seeded())
    inputs = training_inputs(windows, "joint", Normalisation(), Augmentation(swap=True), seeded(1))
    at_origin = inputs.x[:, :, 0, SPINE_MID].abs().amax(dim=1) < 1e-6  # (B,)
    assert (at_origin[::2] ^ at_origin[1::2]).all()
    assert 30 < int(at_origin[::2].sum()) < 70
    # Seen from the other side, the other person still stands to the same side of the first.
    other = inputs.x[~at_origin][:, 0, 0, SPINE_MID]
    assert (other > 1.0).all()
    alone = training_windows(small[0], torch.full((20,), 2), WHOLE, 8, seeded())
    inputs = [
        training_inputs(alone, "joint", Normalisation(), Augmentation(swap=swap), seeded(1)).x for swap in (False, True)
    ]
    assert torch.equal(*inputs)


def test_another_sensor_wobbles_far_from_the_spine_base_and_most_in_depth():
    still = torch.randn(1, 1, 25, 3, generator=torch.Generator().manual_seed(1)).expand(200, 32, 25, 3).clone()
    still[:, :, SPINE_BASE] = 0
    varied = augment(still, Augmentation(sensor=0.5), torch.Generator().manual_seed(2))
    again = augment(still, Augmentation(sensor=0.5), torch.Generator().manual_seed(2))
    assert torch.equal(varied, again)
    moved = (varied - still).flatten(1).abs().amax(dim=1) > 0
    assert 70 < int(moved.sum()) < 130, "about every second body"
    assert torch.equal(varied[:, :, SPINE_BASE], still[:, :, SPINE_BASE])
    spread = (varied - still)[moved].std(dim=(0, 1))  # (25, 3)
    assert (spread[1:, 2] > 1.5 * spread[1:, :2].amax(dim=1)).all()
    reach = still[0, 0].norm(dim=-1)
    assert spread[reach.argmax(), 0] > 2 * spread[reach[1:].argmin() + 1, 0]


def test_bones_lean_forward_or_back_alike_on_both_sides_and_all_the_while():
    pose = torch.randn(1, 1, 25, 3, generator=torch.Generator().manual_seed(1))
    pose[..., SPINE_BASE, :] = 0
    symmetric = (pose + pose[:, :, list(MIRROR)] * pose.new_tensor([-1.0, 1.0, 1.0])) / 2
    still = symmetric.expand(500, 4, 25, 3).clone()
    varied = augment(still, Augmentation(lean=0.3), torch.Generator().manual_seed(2))

    def bones(x: torch.Tensor) -> torch.Tensor:
        return (x - x[:, :, list(PARENT)])[:, :, SPINE_BASE + 1 :]

    before, after = bones(still), bones(varied)
    torch.testing.assert_close(after.norm(dim=-1), before.norm(dim=-1), atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(after[..., 0], before[..., 0], atol=1e-5, rtol=1e-5)
    torch.testing.assert_close(varied, varied[:, :1].expand_as(varied))
    mirrored = varied[:, :, list(MIRROR)] * varied.new_tensor([-1.0, 1.0, 1.0])
    torch.testing.assert_close(varied, mirrored, atol=1e-5, rtol=1e-5)
    turned = torch.atan2(after[..., 2], after[..., 1]) - torch.atan2(before[..., 2], before[..., 1])
    turned = torch.atan2(turned.sin(), turned.cos())[:, 0]
    central = HEAD - 1  # in the list of bones, which lacks the root
    assert float(turned[:, central].std()) == pytest.approx(0.3, rel=0.15)
    assert abs(float(turned[:, central].mean())) < 0.05


def test_noise_does_not_fill_frames_without_the_body(pair):
    windows = sample(pair, torch.tensor([0]), torch.arange(40.0)[None])
    varying = Augmentation(noise=0.01, offset=0.01, bones=0.1, depth=0.1, lost=0.5, mirror=True)
    x = training_inputs(windows, "joint", Normalisation(), varying, seeded()).x
    assert not x[1, :, 10:30].any()


def test_one_body_alone_can_be_asked_for(small):
    corpus = small[0].with_bodies(1)
    windows = judging_windows(corpus, torch.arange(len(corpus)), WHOLE, 8)
    assert windows.window.tolist() == list(range(len(corpus)))


def test_quantiles_of_motion_are_when_something_moves(tmp_path):
    """Against a plain per-clip computation, and on a clip that moves in its second half alone."""
    clips = [raw(number, frames) for number, frames in enumerate((2, 3, 9, 50, 77, 200, 1))]
    still = RawClip("still", np.ones((1, 60, 25, 3), np.float32), 30.0, "wave", "p", "adults")
    still.keypoints[0, 30:, 5:12, 0] += np.arange(30)[:, None] * 0.02
    corpus = corpus_of([*clips, still], tmp_path)
    got = motion_quantiles(corpus.keypoints, corpus.start, corpus.frames, corpus.fps).numpy()
    for row, clip in enumerate(clips):
        joints = np.rint((clip.keypoints[0] - clip.keypoints[0, 0, SPINE_MID]) / UNIT) * UNIT
        joints = joints - joints[:, :1]
        speed = np.linalg.norm(np.diff(joints, axis=0), axis=-1).mean(axis=1)
        speed = np.maximum(speed - np.percentile(speed, 20), 0) + 1e-6 if len(speed) else np.ones(1)
        share = np.cumsum(speed) / speed.sum()
        expected = np.interp(np.linspace(0.05, 0.95, 17), share, np.arange(1, len(share) + 1)) / 30
        assert np.abs(got[row] - expected).max() < 2e-3, len(joints)
    assert got[-1].min() > 0.95 and (np.diff(got, axis=1) >= 0).all()
