"""Everything that can be done by menu or key, as data: menus, toolbar and the help page are made from it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Command:
    """One command. The window has a handler for every ``id``; a ``checkable`` command is switched on and off, and its
    handler is given which of the two.

    ``keys`` are written as Qt reads them, empty for none. ``icon`` names the picture of a command that has a button in
    the toolbar, beside the word ``short``; ``separate`` puts a line before that button.
    """

    id: str
    keys: str
    menu: str
    text: str
    icon: str | None = None
    short: str = ""
    checkable: bool = False
    separate: bool = False

    @property
    def label(self) -> str:
        """Its text as read outside a menu, without the dots that announce a dialog."""
        return self.text.rstrip("…")


COMMANDS = (
    Command("choose_source", "Ctrl+K", "Source", "Choose a source…", "camera", "Source"),
    Command("open_files", "Ctrl+O", "Source", "Open videos or clips…", "open", "Open"),
    Command("open_sample", "Ctrl+B", "Source", "Open the sample clip", "sample", "Sample"),
    Command("show_queue", "Ctrl+L", "Source", "Queue of several files…"),
    Command("record", "Ctrl+R", "Source", "Record, or end recording", "record", "Record", separate=True),
    Command("take_snapshot", "Ctrl+S", "Source", "Snapshot…", "snapshot", "Snapshot"),
    Command("export", "Ctrl+E", "Source", "Export…", "export", "Export"),
    Command("show_settings", "Ctrl+,", "Source", "Settings…"),
    Command("quit", "Ctrl+Q", "Source", "Quit"),
    Command("play_or_pause", "Space", "Playback", "Play or pause; freeze what is live"),
    Command("skip_back", "Ctrl+Left", "Playback", "Back by 5 seconds"),
    Command("skip_forward", "Ctrl+Right", "Playback", "Forward by 5 seconds"),
    Command("go_to_start", "Ctrl+Home", "Playback", "To the start"),
    Command("step_back", ",", "Playback", "Back by a frame"),
    Command("step_forward", ".", "Playback", "Forward by a frame"),
    Command("slower", "[", "Playback", "Slower"),
    Command("faster", "]", "Playback", "Faster"),
    Command("zoom_in", "Ctrl++", "Playback", "Zoom into the timeline"),
    Command("zoom_out", "Ctrl+-", "Playback", "Zoom out of the timeline"),
    Command("zoom_to_fit", "Ctrl+0", "Playback", "The whole timeline"),
    Command("show_actions", "K", "Recognition", "What it knows…", "actions", "Actions", separate=True),
    Command("pause_recognition", "P", "Recognition", "Pause recognition", "private", "Private", checkable=True),
    Command("follow_one", "1", "Recognition", "Follow one person", checkable=True),
    Command("follow_two", "2", "Recognition", "Follow two people", checkable=True),
    Command("source_mirrored", "Shift+M", "Recognition", "The source is mirrored", checkable=True),
    Command("mirror_display", "M", "View", "Mirror the display", "mirror", "Mirror", checkable=True, separate=True),
    Command("show_inside", "I", "View", "Look inside the network", "inside", "Inside", checkable=True),
    Command("show_topology", "Ctrl+1", "View", "Topology"),
    Command("show_attention", "Ctrl+2", "View", "Attention"),
    Command("show_masking", "Ctrl+3", "View", "Masking"),
    Command("show_joint_curves", "Ctrl+4", "View", "Signals"),
    Command("compare", "Ctrl+D", "View", "Compare: hold this moment…"),
    Command("show_strongest_links", "L", "View", "Strongest links on the skeleton"),
    Command("unpin_joint", "Esc", "View", "Unpin the joint"),
    Command("full_screen", "F11", "View", "Full screen", checkable=True),
    Command("show_lesson", "F2", "Help", "Lesson"),
    Command("next_page", "Alt+Right", "Help", "Next page of the lesson"),
    Command("previous_page", "Alt+Left", "Help", "Previous page of the lesson"),
    Command("show_shortcuts", "F1", "Help", "Keyboard and mouse", "help", "Help"),
    Command("show_about", "", "Help", "About MS-SA Studio"),
)

# What is done with the mouse, or with keys inside one part of the window: for the help page alone.
GESTURES = (
    ("Drop files on the window", "Open a video or a clip; several go into the queue"),
    ("Drag, or arrow keys, on the stage", "Turn the skeleton of a clip"),
    ("Wheel, or + and −, on the stage", "Zoom in or out"),
    ("Double click, or Home, on the stage", "Reset the view"),
    ("Drag, or arrow keys, on the timeline", "Go to another moment"),
    ("Wheel on the timeline", "Zoom; with Shift, move along"),
    ("Point, or arrow keys, on a map", "Read a cell's value; both joints are highlighted on the stage"),
    ("Click a joint on the stage or the map, or Enter", "Pin it and see what it listens to"),
    ("Point, or arrow keys, on an equation", "Highlight a term, here and in the window"),
    ("Double click, or Enter, on a head", "See it alone; once more, all heads"),
    ("Point, or arrow keys, on the curves", "Read a moment; it is marked on the timeline"),
    ("Click a joint of the Masking tab, or Enter", "Hide it from the network, or show it again"),
    ("Drag, or arrow keys with Shift, on its strip", "Hide a stretch of time; Delete shows it again"),
    ("Tab, Shift+Tab", "Go through all controls"),
)
