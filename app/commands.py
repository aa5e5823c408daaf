"""Everything that can be done by menu or key, as data: menus, toolbar and the help page are made from it."""

from dataclasses import dataclass

from app.texts import tr


@dataclass(frozen=True)
class Command:
    """One command. The window has a handler for every ``id``; a ``checkable`` command is switched on and off, and its
    handler is given which of the two.

    ``keys`` are written as Qt reads them, empty for none. ``icon`` names the picture of a command that has a button in
    the toolbar, beside the word ``short``; ``separate`` puts a line before that button. The keys of a command for
    ``spans`` hold while the timeline has the focus, and it stands in the menu of its spans as well.
    """

    id: str
    keys: str
    menu: str
    text: str
    icon: str | None = None
    short: str = ""
    checkable: bool = False
    separate: bool = False
    spans: bool = False

    @property
    def label(self) -> str:
        """Its text in the user's language as read outside a menu, without the dots that announce a dialog."""
        return tr(self.text).rstrip("… ")


MENUS = ("File", "Edit", "Playback", "View", "Tools", "Help")  # from left to right

COMMANDS = (
    Command("choose_source", "Ctrl+K", "File", "Choose a source…", "camera", "Source"),
    Command("open_files", "Ctrl+O", "File", "Open videos or clips…", "open", "Open"),
    Command("open_sample", "Ctrl+B", "File", "Open the sample clip", "sample", "Sample"),
    Command("show_queue", "Ctrl+L", "File", "Queue of several files…"),
    Command("record", "Ctrl+R", "File", "Record, or end recording", "record", "Record", separate=True),
    Command("take_snapshot", "Ctrl+S", "File", "Snapshot…", "snapshot", "Snapshot"),
    Command("export", "Ctrl+E", "File", "Export…", "export", "Export"),
    Command("quit", "Ctrl+Q", "File", "Quit"),
    Command("undo", "Ctrl+Z", "Edit", "Undo"),
    Command("redo", "Ctrl+Shift+Z", "Edit", "Redo"),
    Command("find_action", "Ctrl+F", "Edit", "Search for an action…"),
    Command("copy_numbers", "Ctrl+C", "Edit", "Copy the numbers"),
    Command("copy_figure", "Ctrl+Shift+C", "Edit", "Copy the figure"),
    Command("next_span", "N", "Edit", "Next action"),
    Command("previous_span", "Shift+N", "Edit", "Previous action"),
    Command("rename_span", "R", "Edit", "Rename the action…", spans=True),
    Command("split_span", "S", "Edit", "Split at the place", spans=True),
    Command("join_spans", "J", "Edit", "Join with the next", spans=True),
    Command("start_here", "Q", "Edit", "Let it start at the place", spans=True),
    Command("end_here", "W", "Edit", "Let it end at the place", spans=True),
    Command("remove_span", "Del", "Edit", "Remove the action", spans=True),
    Command("loop_span", "Shift+L", "Edit", "Play it again and again", spans=True),
    Command("mark_in", "Shift+I", "Edit", "A new action starts at the place", spans=True),
    Command("add_span", "Shift+O", "Edit", "It ends at the place: add it…", spans=True),
    Command("use_example", "E", "Edit", "Use as example of…", spans=True),
    Command("this_was", "T", "Edit", "This was…", spans=True),
    Command("play_or_pause", "Space", "Playback", "Play or pause; freeze what is live"),
    Command("skip_back", "Ctrl+Left", "Playback", "Back by 5 seconds"),
    Command("skip_forward", "Ctrl+Right", "Playback", "Forward by 5 seconds"),
    Command("go_to_start", "Ctrl+Home", "Playback", "To the start"),
    Command("step_back", ",", "Playback", "Back by a frame"),
    Command("step_forward", ".", "Playback", "Forward by a frame"),
    Command("slower", "[", "Playback", "Slower"),
    Command("faster", "]", "Playback", "Faster"),
    Command("zoom_in", "Alt++", "Playback", "Zoom into the timeline"),
    Command("zoom_out", "Alt+-", "Playback", "Zoom out of the timeline"),
    Command("zoom_to_fit", "Alt+0", "Playback", "The whole timeline"),
    Command("show_actions", "K", "Tools", "What it knows…", "actions", "What it knows", separate=True),
    Command("show_teach", "Ctrl+T", "Tools", "Teach it your own actions", "teach", "Teach"),
    Command("pause_recognition", "P", "Tools", "Pause recognition", "private", "Pause recognition", checkable=True),
    Command("follow_one", "1", "Tools", "Follow one person", checkable=True),
    Command("follow_two", "2", "Tools", "Follow two people", checkable=True),
    Command("source_mirrored", "Shift+M", "Tools", "The source is mirrored", checkable=True),
    Command("compare", "Ctrl+D", "Tools", "Compare: hold this moment"),
    Command("explain_moment", "Ctrl+Shift+E", "Tools", "Explain this moment…"),
    Command("show_rules", "", "Tools", "When an action begins…"),
    Command("show_events", "", "Tools", "For other programs…"),
    Command("show_settings", "Ctrl+,", "Tools", "Settings…"),
    Command("mirror_display", "M", "View", "Mirror the display", "mirror", "Mirror", checkable=True, separate=True),
    Command("show_inside", "I", "View", "Look inside the network", "inside", "Inside", checkable=True),
    Command("show_topology", "Ctrl+1", "View", "Topology"),
    Command("show_attention", "Ctrl+2", "View", "Attention"),
    Command("show_masking", "Ctrl+3", "View", "Masking"),
    Command("show_joint_curves", "Ctrl+4", "View", "Signals"),
    Command("show_strongest_links", "L", "View", "Strongest links on the skeleton"),
    Command("show_overview", "O", "View", "Maps of all blocks"),
    Command("unpin_joint", "Esc", "View", "Unpin the joint"),
    Command("larger_text", "Ctrl++", "View", "Larger text"),
    Command("smaller_text", "Ctrl+-", "View", "Smaller text"),
    Command("usual_text", "Ctrl+0", "View", "Text of the usual size"),
    Command("full_screen", "F11", "View", "Full screen", checkable=True),
    Command("present", "F5", "View", "Presentation", checkable=True),
    Command("show_lesson", "F2", "Help", "Lesson"),
    Command("next_page", "Alt+Right", "Help", "Next page of the lesson"),
    Command("previous_page", "Alt+Left", "Help", "Previous page of the lesson"),
    Command("show_glossary", "Shift+F1", "Help", "Glossary…"),
    Command("show_shortcuts", "F1", "Help", "Keyboard and mouse", "help", "Help"),
    Command("show_about", "", "Help", "About MS-SA Studio"),
)


def menu_title(menu: str) -> str:
    """A menu's title, to be translated, with the letter that opens it."""
    return f"&{menu}"


# The commands in the menu of a right click on the stage, by their ids.
ON_THE_STAGE = (
    *("play_or_pause", "step_back", "step_forward", "take_snapshot", "compare", "explain_moment"),
    *("mirror_display", "show_strongest_links", "unpin_joint", "pause_recognition", "full_screen", "present"),
)

# What is done with the mouse, or with keys inside one part of the window: for the help page alone.
GESTURES = (
    ("Drop files on the window", "Open a video or a clip; several go into the queue"),
    ("Drag, or arrow keys, on the stage", "Turn the skeleton of a clip"),
    ("Wheel, or + and −, on the stage", "Zoom in or out"),
    ("Double click, or Home, on the stage", "Reset the view"),
    ("Right click, or the menu key, on the stage", "Play, step, save a snapshot, mirror, and more"),
    ("Drag on the time axis, or arrow keys on the timeline", "Go to another moment"),
    ("Click an action on the timeline, or Down", "Select it; then arrow keys and Tab go to others, Esc leads back"),
    ("Double click an action, or Enter", "Rename it"),
    ("Drag an end of an action", "Move it"),
    ("Drag in the empty part of a lane, or with Alt anywhere", "Add an action"),
    ("Wheel on the timeline", "Zoom; with Shift, move along; over the names, go to other rows"),
    ("Double click on a row's name, or F2 on the timeline", "Name the person"),
    ("Right click on a row's name, or the menu key on an action", "Say that two numbers are one person"),
    ("Point, or arrow keys, on a map", "Read a cell's value; both joints are highlighted on the stage"),
    ("Click a joint on the stage or the map, or Enter", "Pin it and see what it listens to"),
    ("Right click, or the menu key, on a map", "Copy it, export it, go to its largest value or change"),
    ("Click, or arrow keys and Enter, in an overview", "See that map large; Home goes to the ★"),
    ("Point, or arrow keys, on an equation", "Highlight a term, here and in the window"),
    ("Double click, or Enter, on a head", "See it alone; once more, all heads"),
    ("Point, or arrow keys, on the curves", "Read a moment; it is marked on the timeline"),
    ("Click a joint of the Masking tab, or Enter", "Hide it from the network, or show it again"),
    ("Drag, or arrow keys with Shift, on its strip", "Hide a stretch of time; Delete shows it again"),
    ("Page Down, Page Up, while presenting", "Next map, or page of the lesson; back"),
    ("B or period, while presenting", "Black screen; once more, light again"),
    ("Esc, while presenting", "End the presentation"),
    ("Enter, or a double click, in What it knows", "Act the chosen action out"),
    ("Esc, while acting an action out", "End it"),
    ("Tab, Shift+Tab", "Go through all controls"),
    ("Enter, on a button, a box or a list", "Press it, tick it, open it: the space bar plays and pauses"),
    ("Alt and the underlined letter", "Open a menu; arrow keys and Enter choose in it"),
    ("Arrow keys, on the border of two parts", "Move it; Enter gives the timeline the height that it needs"),
)
