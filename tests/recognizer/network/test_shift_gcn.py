"""The two shifts of Shift-GCN, where what they move can be said exactly."""

import torch
from torch.testing import assert_close

from recognizer.network.shift_gcn import JointShift, TimeShift
from recognizer.skeleton.joints import JOINTS


@torch.no_grad()
def moved(x: torch.Tensor, frames: float, stride: int = 1) -> torch.Tensor:
    shift = TimeShift(x.shape[1], stride)
    shift.frames.fill_(frames)
    return shift(x)


def test_a_whole_number_of_frames_moves_and_leaves_zeros_at_the_end():
    x = torch.randn(2, 3, 10, JOINTS)
    assert_close(moved(x, 2)[:, :, :8], x[:, :, 2:])
    assert not moved(x, 2)[:, :, 8:].any()
    assert_close(moved(x, -1)[:, :, 1:], x[:, :, :-1])


def test_a_moment_between_two_frames_is_interpolated():
    x = torch.randn(2, 3, 10, JOINTS)
    assert_close(moved(x, 0.25)[:, :, :9], 0.75 * x[:, :, :9] + 0.25 * x[:, :, 1:])


def test_a_stride_of_two_looks_between_the_two_frames():
    x = torch.randn(2, 3, 10, JOINTS)
    assert_close(moved(x, 0, stride=2), (x[:, :, ::2] + x[:, :, 1::2]) / 2)


def test_the_shift_learns_in_which_direction_to_move():
    x = torch.arange(10.0)[None, None, :, None].expand(1, 1, 10, JOINTS)  # grows with time
    shift = TimeShift(1)
    shift(x)[:, :, 2:7].sum().backward()
    assert shift.frames.grad is not None and shift.frames.grad.item() > 0


def test_every_joint_gets_an_equal_part_of_every_other_and_gives_it_back():
    x = torch.arange(float(JOINTS)).expand(1, 2 * JOINTS, 4, JOINTS)  # every value says of which joint it is
    shifted = JointShift(2 * JOINTS, direction=1)(x)
    for joint in range(JOINTS):
        assert sorted(shifted[0, :, 0, joint].tolist()) == sorted(2 * list(range(JOINTS)))
    assert_close(JointShift(2 * JOINTS, direction=-1)(shifted), x)
