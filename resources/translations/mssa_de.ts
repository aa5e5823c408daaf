<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE">
<context>
    <name></name>
    <message>
        <source>Again</source>
        <translation>Noch einmal</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>Nächste Aktion</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Fertig</translation>
    </message>
    <message>
        <source>Watch what is playing</source>
        <translation>Das Laufende beobachten</translation>
    </message>
    <message>
        <source>How probable the action is, and what it is taken for instead</source>
        <translation>Wie wahrscheinlich die Aktion ist und wofür sie sonst gehalten wird</translation>
    </message>
    <message>
        <source>{label} · more like {other}</source>
        <translation>{label} · eher {other}</translation>
    </message>
    <message>
        <source>Step back until your whole body is seen.</source>
        <translation>So weit zurücktreten, dass der ganze Körper zu sehen ist.</translation>
    </message>
    <message>
        <source>Get ready: do it when the count-down is over.</source>
        <translation>Bereit machen: Es geht los, wenn der Countdown abgelaufen ist.</translation>
    </message>
    <message>
        <source>Go! It is being watched.</source>
        <translation>Los! Die Aktion wird beobachtet.</translation>
    </message>
    <message>
        <source>Do it as the figure does, in full, and again and again.</source>
        <translation>Die Bewegung wie die Figur ausführen, vollständig und mehrmals.</translation>
    </message>
    <message>
        <source>The camera is being opened…</source>
        <translation>Die Kamera wird geöffnet …</translation>
    </message>
    <message>
        <source>The picture stands still: the space bar lets it go on.</source>
        <translation>Das Bild steht still: Mit der Leertaste geht es weiter.</translation>
    </message>
    <message>
        <source>You have left the picture before it was recognized.</source>
        <translation>Das Bild wurde verlassen, bevor die Aktion erkannt war.</translation>
    </message>
    <message>
        <source>No camera could be opened. Connect one, and press Again.</source>
        <translation>Keine Kamera ließ sich öffnen. Eine anschließen und „Noch einmal“ drücken.</translation>
    </message>
    <message>
        <source>No camera could be opened. Connect one, and press Again. Or watch how it takes what is being played.</source>
        <translation>Keine Kamera ließ sich öffnen. Eine anschließen und „Noch einmal“ drücken. Oder beobachten, wofür das gehalten wird, was gerade läuft.</translation>
    </message>
    <message>
        <source>The camera gives no pictures any more.</source>
        <translation>Die Kamera liefert keine Bilder mehr.</translation>
    </message>
    <message>
        <source>What was being played has ended before it was recognized.</source>
        <translation>Die Wiedergabe endete, bevor die Aktion erkannt war.</translation>
    </message>
    <message>
        <source>Another source was opened.</source>
        <translation>Eine andere Quelle wurde geöffnet.</translation>
    </message>
    <message>
        <source>Another model answers now.</source>
        <translation>Jetzt antwortet ein anderes Modell.</translation>
    </message>
    <message>
        <source>The model in use does not know it.</source>
        <translation>Das verwendete Modell kennt die Aktion nicht.</translation>
    </message>
    <message>
        <source>Recognition is paused: nobody is looked for.</source>
        <translation>Die Erkennung ist angehalten: Nach Personen wird nicht gesucht.</translation>
    </message>
    <message>
        <source>The model is not loaded yet: try again in a moment.</source>
        <translation>Das Modell ist noch nicht geladen: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Act: {action}</source>
        <translation>Ausführen: {action}</translation>
    </message>
    <message>
        <source>Recognized as {action} after {seconds:.1f} s, {share}.</source>
        <translation>Nach {seconds:.1f} s als {action} erkannt, {share}.</translation>
    </message>
    <message>
        <source>Recognized after {seconds:.1f} s</source>
        <translation>Nach {seconds:.1f} s erkannt</translation>
    </message>
    <message>
        <source>It is taken for {named}.</source>
        <translation>Es wird für {named} gehalten.</translation>
    </message>
    <message>
        <source> of the {needed} that it needs</source>
        <translation> der nötigen {needed}</translation>
    </message>
    <message>
        <source>It looks most like {label}: {share}{least}.</source>
        <translation>Am ehesten {label}: {share}{least}.</translation>
    </message>
    <message>
        <source>It looks like none of the actions that it knows.</source>
        <translation>Es sieht nach keiner der bekannten Aktionen aus.</translation>
    </message>
    <message>
        <source>It looks more like {label}.</source>
        <translation>Es sieht eher nach {label} aus.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Aufmerksamkeit</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>Mittel</translation>
    </message>
    <message>
        <source>block {block}</source>
        <translation>Block {block}</translation>
    </message>
    <message>
        <source>attention over time</source>
        <translation>Aufmerksamkeit über die Zeit</translation>
    </message>
    <message>
        <source>adjacency between joints</source>
        <translation>Adjazenz zwischen Gelenken</translation>
    </message>
    <message>
        <source>{what} in block {block}</source>
        <translation>{what} in Block {block}</translation>
    </message>
    <message>
        <source>branch {number} in block {block}</source>
        <translation>Zweig {number} in Block {block}</translation>
    </message>
    <message>
        <source>fragment {number} in block {block}</source>
        <translation>Fragment {number} in Block {block}</translation>
    </message>
    <message>
        <source>head {number} in block {block}</source>
        <translation>Kopf {number} in Block {block}</translation>
    </message>
    <message>
        <source>channel {number} in block {block}</source>
        <translation>Kanal {number} in Block {block}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Karte</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Block</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Teil</translation>
    </message>
    <message>
        <source>Channel or head</source>
        <translation>Kanal oder Kopf</translation>
    </message>
    <message>
        <source>{choice} of {name}</source>
        <translation>{choice} von {name}</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>fragment</source>
        <translation>Fragment</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>Map {title}</source>
        <translation>Karte {title}</translation>
    </message>
    <message>
        <source>query, seconds (0 is the moment)</source>
        <translation>Query, Sekunden (0 ist der Moment)</translation>
    </message>
    <message>
        <source>key, seconds</source>
        <translation>Key, Sekunden</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>mitgeliefert</translation>
    </message>
    <message>
        <source>Nothing has been recognized yet.</source>
        <translation>Noch wurde nichts erkannt.</translation>
    </message>
    <message>
        <source>Nothing was recognized here yet: play on for a moment.</source>
        <translation>Hier wurde noch nichts erkannt: einen Moment weiterlaufen lassen.</translation>
    </message>
    <message>
        <source>As it was judged</source>
        <translation>Wie beurteilt</translation>
    </message>
    <message>
        <source>A model folder…</source>
        <translation>Ein Modellordner …</translation>
    </message>
    <message>
        <source>Time of {name}</source>
        <translation>Zeit von {name}</translation>
    </message>
    <message>
        <source>Hold {name}</source>
        <translation>{name} festhalten</translation>
    </message>
    <message>
        <source>Five best of {name}</source>
        <translation>Die fünf besten von {name}</translation>
    </message>
    <message>
        <source>Moment of {name}</source>
        <translation>Moment von {name}</translation>
    </message>
    <message>
        <source>Go to another moment that is kept</source>
        <translation>Zu einem anderen aufgehobenen Moment gehen</translation>
    </message>
    <message>
        <source>Model of {name}</source>
        <translation>Modell von {name}</translation>
    </message>
    <message>
        <source>Judge the same moment by another model</source>
        <translation>Denselben Moment mit einem anderen Modell beurteilen</translation>
    </message>
    <message>
        <source>{person}  ·  {source}  ·  model {title}</source>
        <translation>{person}  ·  {source}  ·  Modell {title}</translation>
    </message>
    <message>
        <source>Held: release</source>
        <translation>Festgehalten: lösen</translation>
    </message>
    <message>
        <source>Hold this moment</source>
        <translation>Moment festhalten</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modell</translation>
    </message>
    <message>
        <source>B follows the window until it is held. All is of one window alone, not smoothed over time.</source>
        <translation>B folgt dem Fenster, bis es festgehalten wird. Alles gilt für ein einziges Zeitfenster, ungeglättet.</translation>
    </message>
    <message>
        <source>One shows joints, the other moments: they cannot be compared. Choose the same kind of map on both sides.</source>
        <translation>Die eine zeigt Gelenke, die andere Momente: Sie sind nicht vergleichbar. Auf beiden Seiten dieselbe Art von Karte wählen.</translation>
    </message>
    <message>
        <source>The two windows are {a:g} s and {b:g} s long: the same place in both maps is another time.</source>
        <translation>Die beiden Zeitfenster sind {a:g} s und {b:g} s lang: Dieselbe Stelle beider Karten ist eine andere Zeit.</translation>
    </message>
    <message>
        <source>The two maps are of different sizes ({a} and {b}), so there is no difference to show.</source>
        <translation>Die beiden Karten sind verschieden groß ({a} und {b}), darum gibt es keine Differenz zu zeigen.</translation>
    </message>
    <message>
        <source>The network of {name} has no {lacking}.</source>
        <translation>Dem Netz von {name} fehlt: {lacking}.</translation>
    </message>
    <message>
        <source>The maps appear as soon as both sides have a moment.</source>
        <translation>Die Karten erscheinen, sobald beide Seiten einen Moment haben.</translation>
    </message>
    <message>
        <source>The two maps are equal.</source>
        <translation>Die beiden Karten sind gleich.</translation>
    </message>
    <message>
        <source>Largest difference: {size}, {share} of the largest value. {where}: A {a}, B {b}.</source>
        <translation>Größte Differenz: {size}, {share} des größten Wertes. {where}: A {a}, B {b}.</translation>
    </message>
    <message>
        <source>less than 0.1 %</source>
        <translation>weniger als 0.1 %</translation>
    </message>
    <message>
        <source>Own scale for the difference</source>
        <translation>Eigene Skala für die Differenz</translation>
    </message>
    <message>
        <source>Own scale for the difference (×{:.0f})</source>
        <translation>Eigene Skala für die Differenz (×{:.0f})</translation>
    </message>
    <message>
        <source>Same map for A and B</source>
        <translation>Gleiche Karte für A und B</translation>
    </message>
    <message>
        <source>B: the moment of A</source>
        <translation>B: der Moment von A</translation>
    </message>
    <message>
        <source>Hold the moment of A as B too, as to see it by another model</source>
        <translation>Den Moment von A auch als B festhalten, etwa um ihn mit einem anderen Modell zu sehen</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Schließen</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Den Vergleich schließen</translation>
    </message>
    <message>
        <source>Values of the cell</source>
        <translation>Werte der Zelle</translation>
    </message>
    <message>
        <source>{joint} listens to {other}</source>
        <translation>{joint} hört auf: {other}</translation>
    </message>
    <message>
        <source>{query} s looks at {key} s</source>
        <translation>{query} s blickt auf {key} s</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Etwas ist schiefgegangen</translation>
    </message>
    <message>
        <source>Something went wrong in the program. You can go on, but part of it may not work any more.</source>
        <translation>Im Programm ist etwas schiefgegangen. Es läuft weiter, aber ein Teil davon funktioniert vielleicht nicht mehr.</translation>
    </message>
    <message>
        <source>What happened is written down in {log_file}.</source>
        <translation>Was geschah, ist in {log_file} festgehalten.</translation>
    </message>
    <message>
        <source>Recognizes human actions from video, and shows what the network has learned: which joint listens to which, and which moment looks at which. Everything stays on this machine.</source>
        <translation>Erkennt menschliche Aktionen in Videos und zeigt, was das Netz gelernt hat: welches Gelenk auf welches hört und welcher Moment auf welchen blickt. Alles bleibt auf diesem Rechner.</translation>
    </message>
    <message>
        <source>MIT licence. The weights were trained on research data sets: for research and teaching.</source>
        <translation>MIT-Lizenz. Die Gewichte wurden mit Datensätzen der Forschung trainiert: für Forschung und Lehre.</translation>
    </message>
    <message>
        <source>About {program}</source>
        <translation>Über {program}</translation>
    </message>
    <message>
        <source>The paper: {paper}</source>
        <translation>Der Artikel: {paper}</translation>
    </message>
    <message>
        <source>The log: {log_file}</source>
        <translation>Das Protokoll: {log_file}</translation>
    </message>
    <message>
        <source>&amp;Act it out</source>
        <translation>&amp;Ausführen</translation>
    </message>
    <message>
        <source>Do it before the camera, and see as it happens how the network takes it</source>
        <translation>Die Aktion vor der Kamera ausführen und dabei sehen, wofür das Netz sie hält</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Suchen</translation>
    </message>
    <message>
        <source>Search the actions</source>
        <translation>Aktionen suchen</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Aktionen</translation>
    </message>
    <message>
        <source> of {count}</source>
        <translation> von {count}</translation>
    </message>
    <message>
        <source>{count}{of} actions of the model “{model}”</source>
        <translation>{count}{of} Aktionen des Modells „{model}“</translation>
    </message>
    <message>
        <source>Or an address: rtsp://… or http://…</source>
        <translation>Oder Adresse: rtsp://…, http://…</translation>
    </message>
    <message>
        <source>Address of a network camera or a video</source>
        <translation>Adresse einer Netzwerkkamera oder eines Videos</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Name</translation>
    </message>
    <message>
        <source>Name for the address, where it wants one</source>
        <translation>Name für die Adresse, falls sie einen verlangt</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Passwort</translation>
    </message>
    <message>
        <source>Password for the address, where it wants one</source>
        <translation>Passwort für die Adresse, falls sie eines verlangt</translation>
    </message>
    <message>
        <source>For other programs</source>
        <translation>Für andere Programme</translation>
    </message>
    <message>
        <source>Choose what to write.</source>
        <translation>Auswählen, was geschrieben wird.</translation>
    </message>
    <message>
        <source>Give the files a name, without a folder.</source>
        <translation>Den Dateien einen Namen geben, ohne Ordner.</translation>
    </message>
    <message>
        <source>A table for spreadsheets, and for training</source>
        <translation>Eine Tabelle für Tabellenprogramme und zum Trainieren</translation>
    </message>
    <message>
        <source>The tab that is open</source>
        <translation>Der offene Reiter</translation>
    </message>
    <message>
        <source>Annotated video</source>
        <translation>Annotiertes Video</translation>
    </message>
    <message>
        <source>H.264, with the actions named as they happen</source>
        <translation>H.264, mit den Aktionen, wie sie geschehen</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Erklärung</translation>
    </message>
    <message>
        <source>What this answer depends on, as one page</source>
        <translation>Wovon diese Antwort abhängt, als eine Seite</translation>
    </message>
    <message>
        <source>{shown}, as numbers</source>
        <translation>{shown}, als Zahlen</translation>
    </message>
    <message>
        <source>A table (CSV) of what the tab shows</source>
        <translation>Eine Tabelle (CSV) dessen, was der Reiter zeigt</translation>
    </message>
    <message>
        <source>{shown}, as a figure</source>
        <translation>{shown}, als Abbildung</translation>
    </message>
    <message>
        <source>With title, block, moment, all names and scale</source>
        <translation>Mit Titel, Block, Moment, allen Namen und Skala</translation>
    </message>
    <message>
        <source>Timeline, as a figure</source>
        <translation>Zeitleiste, als Abbildung</translation>
    </message>
    <message>
        <source>The seconds that are in view</source>
        <translation>Die sichtbaren Sekunden</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Export</translation>
    </message>
    <message>
        <source>What was recognized</source>
        <translation>Was erkannt wurde</translation>
    </message>
    <message>
        <source>Pictures and numbers</source>
        <translation>Bilder und Zahlen</translation>
    </message>
    <message>
        <source>Name of the files</source>
        <translation>Name der Dateien</translation>
    </message>
    <message>
        <source>Change folder…</source>
        <translation>Ordner ändern …</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Was geschrieben wird</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Ordner</translation>
    </message>
    <message>
        <source>Where the files are written</source>
        <translation>Wohin die Dateien geschrieben werden</translation>
    </message>
    <message>
        <source>Writes </source>
        <translation>Schreibt </translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> und {count} weitere</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>eine Spalte</translation>
    </message>
    <message>
        <source>a column and a half</source>
        <translation>eineinhalb Spalten</translation>
    </message>
    <message>
        <source>full page</source>
        <translation>ganze Seite</translation>
    </message>
    <message>
        <source>SVG, to be edited</source>
        <translation>SVG, zum Bearbeiten</translation>
    </message>
    <message>
        <source>{width:g} mm, {words}</source>
        <translation>{width:g} mm, {words}</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Breite</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Auflösung</translation>
    </message>
    <message>
        <source>{name} of figures</source>
        <translation>{name} der Abbildungen</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>Wartet</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fehlgeschlagen</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Gestoppt</translation>
    </message>
    <message>
        <source>Beside each file</source>
        <translation>Neben jede Datei</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Warteschlange</translation>
    </message>
    <message>
        <source>Files in the queue</source>
        <translation>Dateien in der Warteschlange</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Datei</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Fortschritt</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Ergebnis</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Hinzufügen …</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Entfernen</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Öffnen</translation>
    </message>
    <message>
        <source>Open the file in the window, with its result once that is there (Enter)</source>
        <translation>Die Datei im Fenster öffnen, mit ihrem Ergebnis, sobald es da ist (Enter)</translation>
    </message>
    <message>
        <source>Where results are written</source>
        <translation>Wohin Ergebnisse geschrieben werden</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Einen Ordner wählen …</translation>
    </message>
    <message>
        <source>SRT subtitles</source>
        <translation>SRT-Untertitel</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Start</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Stopp</translation>
    </message>
    <message>
        <source>Add videos or clips, or drop several onto the window.</source>
        <translation>Videos oder Clips hinzufügen, oder mehrere auf das Fenster ziehen.</translation>
    </message>
    <message>
        <source>Working on {done} of {count}.</source>
        <translation>{done} von {count} in Arbeit.</translation>
    </message>
    <message>
        <source>{done} of {count} done</source>
        <translation>{done} von {count} fertig</translation>
    </message>
    <message>
        <source>, {failed} failed.</source>
        <translation>, {failed} fehlgeschlagen.</translation>
    </message>
    <message>
        <source>Progress of {file}</source>
        <translation>Fortschritt von {file}</translation>
    </message>
    <message>
        <source>Results (JSON)</source>
        <translation>Ergebnisse (JSON)</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Wie weit es ist</translation>
    </message>
    <message>
        <source>Recognizing and drawing</source>
        <translation>Wird erkannt und gezeichnet</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Wird gezeichnet</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Video: what the camera or the file shows (.mp4)</source>
        <translation>Video: was die Kamera oder die Datei zeigt (.mp4)</translation>
    </message>
    <message>
        <source>Clip: the joints of the people, without pictures (.npz)</source>
        <translation>Clip: die Gelenke der Personen, ohne Bilder (.npz)</translation>
    </message>
    <message>
        <source>A red mark shows on the picture for as long as anything is being recorded.</source>
        <translation>Ein rotes Zeichen steht im Bild, solange etwas aufgenommen wird.</translation>
    </message>
    <message>
        <source>Where recordings are written</source>
        <translation>Wohin Aufnahmen geschrieben werden</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>Ersetzen?</translation>
    </message>
    <message>
        <source>{name} is there already. Replace it?</source>
        <translation>{name} ist schon da. Ersetzen?</translation>
    </message>
    <message>
        <source>{count} of the files are there already. Replace them?</source>
        <translation>{count} der Dateien sind schon da. Ersetzen?</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>und {count} weitere</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Ersetzen</translation>
    </message>
    <message>
        <source>Play a tone</source>
        <translation>Einen Ton abspielen</translation>
    </message>
    <message>
        <source>Play a sound file</source>
        <translation>Eine Tondatei abspielen</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>Einen Befehl ausführen</translation>
    </message>
    <message>
        <source>Two soft notes.</source>
        <translation>Zwei leise Töne.</translation>
    </message>
    <message>
        <source>A WAV, MP3, FLAC or Ogg Vorbis file. A new sound takes the place of one that still plays.</source>
        <translation>Eine Datei in WAV, MP3, FLAC oder Ogg Vorbis. Ein neuer Ton löst einen ab, der noch läuft.</translation>
    </message>
    <message>
        <source>A command runs as you, and without a shell. {action}, {person}, {probability} and {time} in its arguments stand for what happened.</source>
        <translation>Ein Befehl läuft mit den eigenen Rechten und ohne Shell. {action}, {person}, {probability} und {time} in seinen Argumenten stehen für das, was geschah.</translation>
    </message>
    <message>
        <source>Sounds (*.wav *.mp3 *.flac *.ogg *.oga);;All files (*)</source>
        <translation>Töne (*.wav *.mp3 *.flac *.ogg *.oga);;Alle Dateien (*)</translation>
    </message>
    <message>
        <source>A rule</source>
        <translation>Eine Regel</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Was dabei herauskam</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Ausprobieren</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Wählen …</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Aktion</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Was getan wird</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Befehl</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Tondatei</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Eine Tondatei wählen</translation>
    </message>
    <message>
        <source>Pause after it</source>
        <translation>Pause danach</translation>
    </message>
    <message>
        <source>When somebody begins</source>
        <translation>Wenn jemand beginnt</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>Dies tun</translation>
    </message>
    <message>
        <source>A sound</source>
        <translation>Ein Ton</translation>
    </message>
    <message>
        <source>There is no file {what}.</source>
        <translation>Es gibt keine Datei {what}.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Keine</translation>
    </message>
    <message>
        <source>Rules hold before a camera. They come from your settings alone: no file that is opened can bring one.</source>
        <translation>Regeln gelten vor einer Kamera. Sie stammen allein aus den eigenen Einstellungen: Keine geöffnete Datei kann eine mitbringen.</translation>
    </message>
    <message>
        <source>When an action begins</source>
        <translation>Wenn eine Aktion beginnt</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Regeln</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Bearbeiten …</translation>
    </message>
    <message>
        <source>Also for recorded files, while they are played</source>
        <translation>Auch für aufgezeichnete Dateien, während sie laufen</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Eine Regel hinzufügen</translation>
    </message>
    <message>
        <source>Edit the rule</source>
        <translation>Die Regel bearbeiten</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Die Regel entfernen</translation>
    </message>
    <message>
        <source>Play {name}</source>
        <translation>{name} abspielen</translation>
    </message>
    <message>
        <source>Run {what}</source>
        <translation>{what} ausführen</translation>
    </message>
    <message>
        <source>Search for an action</source>
        <translation>Eine Aktion suchen</translation>
    </message>
    <message>
        <source>Action, or a part of its name</source>
        <translation>Aktion, oder ein Teil ihres Namens</translation>
    </message>
    <message>
        <source>Where it is done</source>
        <translation>Wo sie geschieht</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Zeit</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Person</translation>
    </message>
    <message>
        <source>Search results in a folder…</source>
        <translation>Ergebnisse in einem Ordner durchsuchen …</translation>
    </message>
    <message>
        <source>Search this session</source>
        <translation>Diese Sitzung durchsuchen</translation>
    </message>
    <message>
        <source>Enter, or a double click, goes there.</source>
        <translation>Enter oder ein Doppelklick führt dorthin.</translation>
    </message>
    <message>
        <source>Folder with results</source>
        <translation>Ordner mit Ergebnissen</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 Stelle</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} Stellen</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>1 Ergebnis</translation>
    </message>
    <message>
        <source>{count} results</source>
        <translation>{count} Ergebnissen</translation>
    </message>
    <message>
        <source>{places} in {results} so far</source>
        <translation>{places} in bisher {results}</translation>
    </message>
    <message>
        <source>{places} in {results}</source>
        <translation>{places} in {results}</translation>
    </message>
    <message>
        <source>{name} is neither where the result says nor beside it.</source>
        <translation>{name} ist weder dort, wo das Ergebnis es sagt, noch daneben.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Wie das System</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Hell</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Dunkel</translation>
    </message>
    <message>
        <source>The language is used from the next start on.</source>
        <translation>Die Sprache gilt ab dem nächsten Start.</translation>
    </message>
    <message>
        <source>Fewer labels are wrong; more actions get none, and labels come later.</source>
        <translation>Weniger Labels sind falsch; mehr Aktionen bekommen keines, und Labels kommen später.</translation>
    </message>
    <message>
        <source>Between the two: what the model was tuned for.</source>
        <translation>Zwischen beiden: worauf das Modell abgestimmt wurde.</translation>
    </message>
    <message>
        <source>More actions get a label, and sooner; more labels are wrong.</source>
        <translation>Mehr Aktionen bekommen ein Label, und früher; mehr Labels sind falsch.</translation>
    </message>
    <message>
        <source>How sure the program must be before it names an action.
Careful: it is seldom wrong, but leaves more actions without a name.
Eager: it names more actions, and sooner, but is wrong more often.
Balanced lies between the two.</source>
        <translation>Wie sicher das Programm sein muss, bevor es eine Aktion nennt.
Vorsichtig: Es irrt selten, lässt aber mehr Aktionen ohne Namen.
Eifrig: Es nennt mehr Aktionen, und früher, irrt aber öfter.
Ausgewogen liegt zwischen beiden.</translation>
    </message>
    <message>
        <source>A file that was looked through opens again at once. The joints of the file that is open stay.</source>
        <translation>Eine durchgesehene Datei öffnet sich wieder sofort. Die Gelenke der geöffneten Datei bleiben.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Einstellungen</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Erscheinungsbild</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Textgröße</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Sprache</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Entscheidungen</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Gerät</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personen</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Eine Person</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>Zwei Personen</translation>
    </message>
    <message>
        <source>Camera format</source>
        <translation>Kameraformat</translation>
    </message>
    <message>
        <source>As the camera likes</source>
        <translation>Wie die Kamera es will</translation>
    </message>
    <message>
        <source>Mirror the display, as a mirror does</source>
        <translation>Anzeige spiegeln, wie ein Spiegel</translation>
    </message>
    <message>
        <source>Say on the picture what would help to see better</source>
        <translation>Im Bild sagen, was dem Erkennen helfen würde</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Leeren</translation>
    </message>
    <message>
        <source>Kept joints</source>
        <translation>Aufbewahrte Gelenke</translation>
    </message>
    <message>
        <source>Clear the kept joints</source>
        <translation>Die aufbewahrten Gelenke löschen</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>Regeln …</translation>
    </message>
    <message>
        <source>Stream of events…</source>
        <translation>Ereignisstrom …</translation>
    </message>
    <message>
        <source>The model has no such rules.</source>
        <translation>Das Modell hat keine solchen Regeln.</translation>
    </message>
    <message>
        <source> and no </source>
        <translation> und keine für </translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>Noch ist kein Modell geladen.</translation>
    </message>
    <message>
        <source>{name} has no {missing} rules, so there is nothing to choose.</source>
        <translation>{name} hat keine Regeln für {missing}, darum gibt es nichts zu wählen.</translation>
    </message>
    <message>
        <source>{taken} of {most}</source>
        <translation>{taken} von {most}</translation>
    </message>
    <message>
        <source>A model folder</source>
        <translation>Ein Modellordner</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Wird geladen …</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Andere Programme</translation>
    </message>
    <message>
        <source>Pictures never leave this machine, and are kept only while you record.</source>
        <translation>Bilder verlassen diesen Rechner nie und werden nur während einer Aufnahme aufbewahrt.</translation>
    </message>
    <message>
        <source>{title}: {count} actions, windows of {seconds:g} s, on {device}</source>
        <translation>{title}: {count} Aktionen, Zeitfenster von {seconds:g} s, auf {device}</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Tastatur und Maus</translation>
    </message>
    <message>
        <source>Keys, and what the mouse does</source>
        <translation>Tasten, und was die Maus tut</translation>
    </message>
    <message>
        <source>Mouse, or where the focus is</source>
        <translation>Maus, oder wo der Fokus ist</translation>
    </message>
    <message>
        <source>Videos, clips and numbered pictures</source>
        <translation>Videos, Clips und nummerierte Bilder</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Videos</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Numbered pictures</source>
        <translation>Nummerierte Bilder</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Alle Dateien</translation>
    </message>
    <message>
        <source>All that can be opened</source>
        <translation>Alles, was sich öffnen lässt</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Ergebnisse</translation>
    </message>
    <message>
        <source>Open videos, clips or numbered pictures</source>
        <translation>Videos, Clips oder nummerierte Bilder öffnen</translation>
    </message>
    <message>
        <source>Sample clip</source>
        <translation>Beispielclip</translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation>Eine Quelle wählen</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Quellen</translation>
    </message>
    <message>
        <source>What the source gives</source>
        <translation>Was die Quelle liefert</translation>
    </message>
    <message>
        <source>How many people are followed</source>
        <translation>Wie vielen Personen gefolgt wird</translation>
    </message>
    <message>
        <source>It shows people as in a mirror</source>
        <translation>Zeigt Personen wie im Spiegel</translation>
    </message>
    <message>
        <source>As many selfie videos do: without this mark, left and right are swapped</source>
        <translation>Wie viele Selfie-Videos: Ohne diesen Haken sind links und rechts vertauscht</translation>
    </message>
    <message>
        <source>Video or clip…</source>
        <translation>Video oder Clip …</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Kameras</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Kamera {number}</translation>
    </message>
    <message>
        <source>No camera was found</source>
        <translation>Keine Kamera wurde gefunden</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Zuletzt geöffnet</translation>
    </message>
    <message>
        <source>A drawn person who walks, waves, jumps and squats</source>
        <translation>Eine gezeichnete Person, die geht, winkt, springt und in die Hocke geht</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Es wird geschaut …</translation>
    </message>
    <message>
        <source>An address begins with rtsp://, http:// or the like.</source>
        <translation>Eine Adresse beginnt mit rtsp://, http:// oder dergleichen.</translation>
    </message>
    <message>
        <source>It is looked at once it is opened.</source>
        <translation>Sie wird angesehen, sobald sie geöffnet ist.</translation>
    </message>
    <message>
        <source> · open now</source>
        <translation> · gerade offen</translation>
    </message>
    <message>
        <source> · {fps:.0f} pictures a second</source>
        <translation> · {fps:.0f} Bilder pro Sekunde</translation>
    </message>
    <message>
        <source>A clip: joints without pictures</source>
        <translation>Ein Clip: Gelenke ohne Bilder</translation>
    </message>
    <message>
        <source>{width} × {height} pixels{more}</source>
        <translation>{width} × {height} Pixel{more}</translation>
    </message>
    <message>
        <source>Off: nothing listens on the network.</source>
        <translation>Aus: Nichts horcht im Netzwerk.</translation>
    </message>
    <message>
        <source>Everybody who reaches this machine can follow what is recognized, without a password and unencrypted. A port alone, such as 8765, is for programs of this machine.</source>
        <translation>Jeder, der diesen Rechner erreicht, kann verfolgen, was erkannt wird, ohne Passwort und unverschlüsselt. Ein Port allein, etwa 8765, ist für Programme dieses Rechners.</translation>
    </message>
    <message>
        <source>Tell other programs what happens (WebSocket)</source>
        <translation>Anderen Programmen sagen, was geschieht (WebSocket)</translation>
    </message>
    <message>
        <source>Tell other programs what happens, by WebSocket</source>
        <translation>Anderen Programmen sagen, was geschieht, über WebSocket</translation>
    </message>
    <message>
        <source>Address of the stream</source>
        <translation>Adresse des Stroms</translation>
    </message>
    <message>
        <source>A port, such as 8765, or HOST:PORT</source>
        <translation>Ein Port, etwa 8765, oder HOST:PORT</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Adresse</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Sichtbar</translation>
    </message>
    <message>
        <source>With faces hidden</source>
        <translation>Mit verdeckten Gesichtern</translation>
    </message>
    <message>
        <source>Skeletons alone</source>
        <translation>Nur Skelette</translation>
    </message>
    <message>
        <source>Voices can tell who people are.</source>
        <translation>An Stimmen sind Personen zu erkennen.</translation>
    </message>
    <message>
        <source>Keep the sound</source>
        <translation>Ton behalten</translation>
    </message>
    <message>
        <source>Picture of the annotated video</source>
        <translation>Bild des annotierten Videos</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Rows: moments that look (query). Columns: moments looked at (key).</source>
        <translation>Zeilen: blickende Momente (Query). Spalten: angeblickte (Key).</translation>
    </message>
    <message>
        <source>A map for each head of each block ({blocks}). The brighter, the more is looked at: the brightest is {times:.0f} times what it would be if it were evenly spread, or more.</source>
        <translation>Eine Karte für jeden Kopf jedes Blocks ({blocks}). Je heller, desto mehr wird hingeblickt: Am hellsten ist das {times:.0f}-Fache dessen, was es gleichmäßig verteilt wäre, oder mehr.</translation>
    </message>
    <message>
        <source>This model has no attention over time.</source>
        <translation>Dieses Modell hat keine Aufmerksamkeit über die Zeit.</translation>
    </message>
    <message>
        <source>Block {} has no attention over time: choose another block.</source>
        <translation>Block {} hat keine Aufmerksamkeit über die Zeit: einen anderen Block wählen.</translation>
    </message>
    <message>
        <source>mean of all</source>
        <translation>Mittel aller</translation>
    </message>
    <message>
        <source>Point at a cell to see its two moments.</source>
        <translation>Auf eine Zelle zeigen, um ihre beiden Momente zu sehen.</translation>
    </message>
    <message>
        <source>This shows where the network looks. Alone it explains nothing: looking somewhere need not change the answer. &lt;a href=&quot;masking&quot; style=&quot;color: {colour}&quot;&gt;Masking&lt;/a&gt; tries out what does.</source>
        <translation>Dies zeigt, wohin das Netz blickt. Das allein erklärt nichts: Wohin geblickt wird, muss die Antwort nicht ändern. &lt;a href=&quot;masking&quot; style=&quot;color: {colour}&quot;&gt;Maskieren&lt;/a&gt; probiert aus, was sie ändert.</translation>
    </message>
    <message>
        <source>query</source>
        <translation>Query</translation>
    </message>
    <message>
        <source>key</source>
        <translation>Key</translation>
    </message>
    <message>
        <source>query, in seconds (0 is now)</source>
        <translation>Query, in Sekunden (0 ist jetzt)</translation>
    </message>
    <message>
        <source>key, in seconds (0 is now)</source>
        <translation>Key, in Sekunden (0 ist jetzt)</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Aufmerksamkeitskarte</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Zweig</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Kopf</translation>
    </message>
    <message>
        <source>head {number}</source>
        <translation>Kopf {number}</translation>
    </message>
    <message>
        <source>mean of its heads</source>
        <translation>Mittel seiner Köpfe</translation>
    </message>
    <message>
        <source>branch {branch}, head {head}</source>
        <translation>Zweig {branch}, Kopf {head}</translation>
    </message>
    <message>
        <source>Block {number}, {name}</source>
        <translation>Block {number}, {name}</translation>
    </message>
    <message>
        <source>{at} looks at {to}: {share} ({value:.4f})</source>
        <translation>{at} blickt auf {to}: {share} ({value:.4f})</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Kopf {number}</translation>
    </message>
    <message>
        <source>Enter or a double click shows this head alone, once more all heads.</source>
        <translation>Enter oder ein Doppelklick zeigt diesen Kopf allein, noch einmal alle Köpfe.</translation>
    </message>
    <message>
        <source>Double click to see this head alone; once more for all heads</source>
        <translation>Doppelklick zeigt diesen Kopf allein; noch einmal alle Köpfe</translation>
    </message>
    <message>
        <source>Parts and joints to hide</source>
        <translation>Körperteile und Gelenke zum Verbergen</translation>
    </message>
    <message>
        <source>Enter hides or shows, Right opens a part of the body.</source>
        <translation>Enter verbirgt oder zeigt, Rechts klappt einen Körperteil auf.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Verbergen</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Allein</translation>
    </message>
    <message>
        <source>By how many points the answer falls when this alone is hidden</source>
        <translation>Um wie viele Punkte die Antwort fällt, wenn nur dies verborgen ist</translation>
    </message>
    <message>
        <source>A joint&apos;s path relative to the spine base, in the window that is judged.</source>
        <translation>Die Bahn eines Gelenks relativ zur Beckenmitte, im beurteilten Zeitfenster.</translation>
    </message>
    <message>
        <source>Point at a moment to read it. Click a joint on the stage to see its curves.</source>
        <translation>Auf einen Moment zeigen, um ihn abzulesen. Ein Gelenk im Bild anklicken, um seine Kurven zu sehen.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nichts</translation>
    </message>
    <message>
        <source>place</source>
        <translation>Ort</translation>
    </message>
    <message>
        <source>sideways</source>
        <translation>seitwärts</translation>
    </message>
    <message>
        <source>up</source>
        <translation>aufwärts</translation>
    </message>
    <message>
        <source>away</source>
        <translation>weg</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Signale</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Gelenk</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Daneben</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Kurven</translation>
    </message>
    <message>
        <source>Values of the moment</source>
        <translation>Werte des Moments</translation>
    </message>
    <message>
        <source>moment</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Curves of the joint</source>
        <translation>Kurven des Gelenks</translation>
    </message>
    <message>
        <source>Arrow keys walk from moment to moment; the line below shows the values.</source>
        <translation>Pfeiltasten gehen von Moment zu Moment; die Zeile darunter zeigt die Werte.</translation>
    </message>
    <message>
        <source>seconds (0 is now)</source>
        <translation>Sekunden (0 ist jetzt)</translation>
    </message>
    <message>
        <source>Arrow keys walk from joint to joint, Enter hides the joint or shows it again.</source>
        <translation>Pfeiltasten gehen von Gelenk zu Gelenk, Enter verbirgt das Gelenk oder zeigt es wieder.</translation>
    </message>
    <message>
        <source>Skeleton: joints to hide</source>
        <translation>Skelett: Gelenke zum Verbergen</translation>
    </message>
    <message>
        <source>{joint}, hidden</source>
        <translation>{joint}, verborgen</translation>
    </message>
    <message>
        <source>{joint}, shown</source>
        <translation>{joint}, sichtbar</translation>
    </message>
    <message>
        <source>adds what is heard</source>
        <translation>fügt Gehörtes hinzu</translation>
    </message>
    <message>
        <source>takes it away</source>
        <translation>nimmt es weg</translation>
    </message>
    <message>
        <source>wider: stronger</source>
        <translation>breiter: stärker</translation>
    </message>
    <message>
        <source>Number of links</source>
        <translation>Anzahl der Verbindungen</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Verbindungen</translation>
    </message>
    <message>
        <source>Warm, whole line: {words}</source>
        <translation>Warme, durchgezogene Linie: {words}</translation>
    </message>
    <message>
        <source>Cold, dashed line: {words}</source>
        <translation>Kalte, gestrichelte Linie: {words}</translation>
    </message>
    <message>
        <source>Click joints or drag over the strip to hide them, and the network is asked again. Hidden joints keep their mean place, hidden time is bridged.</source>
        <translation>Gelenke anklicken oder über den Streifen ziehen, um sie zu verbergen, und das Netz wird neu gefragt. Verborgene Gelenke behalten ihren mittleren Ort, verborgene Zeit wird überbrückt.</translation>
    </message>
    <message>
        <source>The window to {} alone, not smoothed</source>
        <translation>Nur das Zeitfenster bis {}, ungeglättet</translation>
    </message>
    <message>
        <source>Pause, and each joint is hidden in turn.</source>
        <translation>Anhalten, und jedes Gelenk wird der Reihe nach verborgen.</translation>
    </message>
    <message>
        <source>Asking again…</source>
        <translation>Wird neu gefragt …</translation>
    </message>
    <message>
        <source>Another model has been chosen since: play on, and it answers.</source>
        <translation>Inzwischen wurde ein anderes Modell gewählt: weiterlaufen lassen, dann antwortet es.</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>Maskieren</translation>
    </message>
    <message>
        <source>Probabilities, before and with this hidden</source>
        <translation>Wahrscheinlichkeiten, vorher und mit dem Verborgenen</translation>
    </message>
    <message>
        <source>What became of the answer</source>
        <translation>Was aus der Antwort wurde</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>Alles wieder zeigen</translation>
    </message>
    <message>
        <source>; the mark is where it was</source>
        <translation>; der Strich ist, wo es war</translation>
    </message>
    <message>
        <source>{joint} alone hidden: {label} {before} → {left}</source>
        <translation>{joint} allein verborgen: {label} {before} → {left}</translation>
    </message>
    <message>
        <source>Nothing is hidden. {more}</source>
        <translation>Nichts ist verborgen. {more}</translation>
    </message>
    <message>
        <source>Without {mask}: {label} {change}</source>
        <translation>Verborgen: {mask}. {label} {change}</translation>
    </message>
    <message>
        <source>{words}. Most probable as before: {label}</source>
        <translation>{words}. Am wahrscheinlichsten wie zuvor: {label}</translation>
    </message>
    <message>
        <source>{words}. Now most probable: {label}, {share}</source>
        <translation>{words}. Jetzt am wahrscheinlichsten: {label}, {share}</translation>
    </message>
    <message>
        <source>No part of the body alone changes the answer.</source>
        <translation>Kein Körperteil allein ändert die Antwort.</translation>
    </message>
    <message>
        <source>Most depends on the {name}: without it, {label} falls to {left}.</source>
        <translation>Am meisten hängt ab von: {name}. Ohne fällt {label} auf {left}.</translation>
    </message>
    <message>
        <source>any joint</source>
        <translation>jedes Gelenk</translation>
    </message>
    <message>
        <source>{count} joints</source>
        <translation>{count} Gelenke</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} bis {end}</translation>
    </message>
    <message>
        <source>{words} and {last}</source>
        <translation>{words} und {last}</translation>
    </message>
    <message>
        <source>The maps appear as soon as somebody has been watched for a moment.</source>
        <translation>Die Karten erscheinen, sobald jemand einen Moment lang beobachtet wurde.</translation>
    </message>
    <message>
        <source>no known action</source>
        <translation>keine bekannte Aktion</translation>
    </message>
    <message>
        <source>Nobody was judged at this moment.</source>
        <translation>In diesem Moment wurde niemand beurteilt.</translation>
    </message>
    <message>
        <source>Whose maps</source>
        <translation>Wessen Karten</translation>
    </message>
    <message>
        <source>Skeletons of the moments</source>
        <translation>Skelette der Momente</translation>
    </message>
    <message>
        <source>Time to hide</source>
        <translation>Zeit zum Verbergen</translation>
    </message>
    <message>
        <source>Right and Left move the hidden stretch, with Shift its end; Delete takes it away.</source>
        <translation>Rechts und Links verschieben die verborgene Strecke, mit Umschalt ihr Ende; Entf nimmt sie weg.</translation>
    </message>
    <message>
        <source>Point at a cell to read its value.</source>
        <translation>Auf eine Zelle zeigen, um ihren Wert abzulesen.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Übersicht</translation>
    </message>
    <message>
        <source>All blocks of the network at a glance (O)</source>
        <translation>Alle Blöcke des Netzes auf einen Blick (O)</translation>
    </message>
    <message>
        <source>Click a map, or walk with the arrow keys and press Enter, to see it large.</source>
        <translation>Eine Karte anklicken, oder mit Pfeiltasten und Enter wählen, um sie groß zu sehen.</translation>
    </message>
    <message>
        <source>Value of the cell</source>
        <translation>Wert der Zelle</translation>
    </message>
    <message>
        <source>{title} of all blocks</source>
        <translation>{title} aller Blöcke</translation>
    </message>
    <message>
        <source>Export the figure…</source>
        <translation>Die Abbildung exportieren …</translation>
    </message>
    <message>
        <source>1 to {count}</source>
        <translation>1 bis {count}</translation>
    </message>
    <message>
        <source>Rows: who listens (target). Columns: to whom (source).</source>
        <translation>Zeilen: wer hört (Ziel). Spalten: auf wen (Quelle).</translation>
    </message>
    <message>
        <source>Point at a cell to read it; click a joint to pin it.</source>
        <translation>Auf eine Zelle zeigen, um sie abzulesen; ein Gelenk anklicken, um es anzuheften.</translation>
    </message>
    <message>
        <source>Block {block}, fragment {fragment}</source>
        <translation>Block {block}, Fragment {fragment}</translation>
    </message>
    <message>
        <source>: this movement changes it by at most {size}</source>
        <translation>: Diese Bewegung ändert es um höchstens {size}</translation>
    </message>
    <message>
        <source>This network has no adjacency between joints, so there is no map of who listens to whom.</source>
        <translation>Dieses Netz hat keine Adjazenz zwischen Gelenken, darum gibt es keine Karte, wer auf wen hört.</translation>
    </message>
    <message>
        <source>Block {} has no adjacency between joints: choose another block.</source>
        <translation>Block {} hat keine Adjazenz zwischen Gelenken: einen anderen Block wählen.</translation>
    </message>
    <message>
        <source>Strongest links (L)</source>
        <translation>Stärkste Verbindungen (L)</translation>
    </message>
    <message>
        <source>Draws the strongest links between joints that no bone connects onto the skeleton</source>
        <translation>Zeichnet die stärksten Verbindungen zwischen Gelenken, die kein Knochen verbindet, auf das Skelett</translation>
    </message>
    <message>
        <source>A map for each fragment of each block ({}), on one scale of colours. </source>
        <translation>Eine Karte für jedes Fragment jedes Blocks ({}), auf einer Farbskala. </translation>
    </message>
    <message>
        <source>Below it is by how much this movement changes it at most; ★ is where most.</source>
        <translation>Darunter steht, um wie viel diese Bewegung sie höchstens ändert; ★ ist, wo am meisten.</translation>
    </message>
    <message>
        <source>This movement changes none of them.</source>
        <translation>Diese Bewegung ändert keine davon.</translation>
    </message>
    <message>
        <source>This movement changes the map by at most {}.</source>
        <translation>Diese Bewegung ändert die Karte um höchstens {}.</translation>
    </message>
    <message>
        <source>This movement does not change the map.</source>
        <translation>Diese Bewegung ändert die Karte nicht.</translation>
    </message>
    <message>
        <source>The same for every movement; αQ changes it by at most {}.</source>
        <translation>Für jede Bewegung gleich; αQ ändert sie um höchstens {}.</translation>
    </message>
    <message>
        <source>The bones of the skeleton, the same for every movement.</source>
        <translation>Die Knochen des Skeletts, für jede Bewegung gleich.</translation>
    </message>
    <message>
        <source>Go to the largest change by this movement</source>
        <translation>Zur größten Änderung durch diese Bewegung</translation>
    </message>
    <message>
        <source>Where most?</source>
        <translation>Wo am meisten?</translation>
    </message>
    <message>
        <source>Go to the cell, of all blocks and fragments, that this movement changes most</source>
        <translation>Zu der Zelle aller Blöcke und Fragmente, die diese Bewegung am meisten ändert</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topologie</translation>
    </message>
    <message>
        <source>Topology map</source>
        <translation>Topologiekarte</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>Fragment</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Kanal</translation>
    </message>
    <message>
        <source>What this movement changes</source>
        <translation>Was diese Bewegung ändert</translation>
    </message>
    <message>
        <source>fragment {number}</source>
        <translation>Fragment {number}</translation>
    </message>
    <message>
        <source>{joint} listens to {other}: {number}</source>
        <translation>{joint} hört auf: {other}: {number}</translation>
    </message>
    <message>
        <source>no other joint</source>
        <translation>auf kein anderes Gelenk</translation>
    </message>
    <message>
        <source>{joint} listens most to {named}. Esc lets go.</source>
        <translation>{joint} hört am meisten auf: {named}. Esc löst.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Kurs</translation>
    </message>
    <message>
        <source>Recognizing {spec}</source>
        <translation>Erkennen von {spec}</translation>
    </message>
    <message>
        <source>Nobody was seen.</source>
        <translation>Niemand wurde gesehen.</translation>
    </message>
    <message>
        <source>No known action.</source>
        <translation>Keine bekannte Aktion.</translation>
    </message>
    <message>
        <source>The source</source>
        <translation>Die Quelle</translation>
    </message>
    <message>
        <source>Opening a source</source>
        <translation>Öffnen einer Quelle</translation>
    </message>
    <message>
        <source>The camera stopped delivering pictures.</source>
        <translation>Die Kamera liefert keine Bilder mehr.</translation>
    </message>
    <message>
        <source>The person is seen there for less than {shortest:g} seconds: too short for an example.</source>
        <translation>Die Person ist dort weniger als {shortest:g} Sekunden zu sehen: zu kurz für ein Beispiel.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportieren</translation>
    </message>
    <message>
        <source>Writing {target}</source>
        <translation>Schreiben von {target}</translation>
    </message>
    <message>
        <source>Drawing the figure</source>
        <translation>Zeichnen der Abbildung</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Erkennung</translation>
    </message>
    <message>
        <source>Looking for more people</source>
        <translation>Suche nach weiteren Personen</translation>
    </message>
    <message>
        <source>Looking through the file</source>
        <translation>Durchsehen der Datei</translation>
    </message>
    <message>
        <source>Looking for people</source>
        <translation>Suche nach Personen</translation>
    </message>
    <message>
        <source>Preparing the pose model…</source>
        <translation>Das Posenmodell wird vorbereitet …</translation>
    </message>
    <message>
        <source>Preparing the pose model</source>
        <translation>Vorbereiten des Posenmodells</translation>
    </message>
    <message>
        <source>Another window has changed those of {name} meanwhile: open the file again to go on from there.</source>
        <translation>Ein anderes Fenster hat die Korrekturen von {name} inzwischen geändert: Die Datei neu öffnen, um von dort weiterzumachen.</translation>
    </message>
    <message>
        <source>Your corrections cannot be kept beside the file; they are in {place}.</source>
        <translation>Die Korrekturen lassen sich nicht neben der Datei aufbewahren; sie sind in {place}.</translation>
    </message>
    <message>
        <source>{name} is too large to be corrections of this file, and was left as it is.</source>
        <translation>{name} ist zu groß, um Korrekturen dieser Datei zu sein, und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>{name} holds no corrections that can be read, and was left as it is.</source>
        <translation>{name} enthält keine lesbaren Korrekturen und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>{name} holds corrections of another file of this name, and was left as it is.</source>
        <translation>{name} enthält Korrekturen einer anderen Datei dieses Namens und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>{name} holds corrections that contradict each other, and was left as it is.</source>
        <translation>{name} enthält Korrekturen, die einander widersprechen, und blieb, wie es ist.</translation>
    </message>
    <message>
        <source>Your corrections are not kept. {why}</source>
        <translation>Die Korrekturen werden nicht aufbewahrt. {why}</translation>
    </message>
    <message>
        <source>Writing them</source>
        <translation>Das Schreiben der Korrekturen</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Das Modell wird geladen …</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Laden des Modells</translation>
    </message>
    <message>
        <source>Loading your own actions</source>
        <translation>Laden der eigenen Aktionen</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Aufnehmen</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Schreiben von {name}</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>Nichts wurde aufgenommen.</translation>
    </message>
    <message>
        <source>{problem}: the recording ended after {length} and is kept in {files}.</source>
        <translation>{problem}: Die Aufnahme endete nach {length} und ist in {files} aufbewahrt.</translation>
    </message>
    <message>
        <source>Recorded {length} to {files}.</source>
        <translation>{length} aufgenommen in {files}.</translation>
    </message>
    <message>
        <source>{count} pictures were left out, since writing took too long.</source>
        <translation>{count} Bilder wurden ausgelassen, da das Schreiben zu lange dauerte.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>Der Datenträger ist voll.</translation>
    </message>
    <message>
        <source>{doing} failed: {strerror}.</source>
        <translation>{doing} schlug fehl: {strerror}.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {strerror}.</source>
        <translation>{path} lässt sich nicht schreiben: {strerror}.</translation>
    </message>
    <message>
        <source>{name} was not written, since recognition saw no frame.</source>
        <translation>{name} wurde nicht geschrieben, da die Erkennung kein Bild sah.</translation>
    </message>
    <message>
        <source>{path} is not a picture&apos;s name: end it with .png or .jpg.</source>
        <translation>{path} ist kein Name eines Bildes: mit .png oder .jpg enden lassen.</translation>
    </message>
    <message>
        <source>Looking inside</source>
        <translation>Blick ins Innere</translation>
    </message>
    <message>
        <source>{name} looks at {seconds:g} s, and {length:g} s of this moment are kept.</source>
        <translation>{name} betrachtet {seconds:g} s, und von diesem Moment sind {length:g} s aufbewahrt.</translation>
    </message>
    <message>
        <source>Written to {target}.</source>
        <translation>Geschrieben in {target}.</translation>
    </message>
    <message>
        <source>Name the action that it is about.</source>
        <translation>Die Aktion nennen, um die es geht.</translation>
    </message>
    <message>
        <source>The pause must be between 0 and {longest_pause:.0f} seconds.</source>
        <translation>Die Pause muss zwischen 0 und {longest_pause:.0f} Sekunden liegen.</translation>
    </message>
    <message>
        <source>Choose the sound file that is to be played, with its whole path.</source>
        <translation>Die abzuspielende Tondatei wählen, mit ihrem ganzen Pfad.</translation>
    </message>
    <message>
        <source>The command has a quotation mark that is not closed.</source>
        <translation>Der Befehl hat ein Anführungszeichen, das nicht geschlossen wird.</translation>
    </message>
    <message>
        <source>Write the command that is to be run.</source>
        <translation>Den Befehl eingeben, der ausgeführt werden soll.</translation>
    </message>
    <message>
        <source>What is run cannot be a placeholder: it belongs into the arguments after it.</source>
        <translation>Was ausgeführt wird, kann kein Platzhalter sein: Er gehört in die Argumente dahinter.</translation>
    </message>
    <message>
        <source>Scripts of the command prompt (.bat, .cmd) cannot be run: they would read labels as commands.</source>
        <translation>Skripte der Eingabeaufforderung (.bat, .cmd) lassen sich nicht ausführen: Sie würden Labels als Befehle lesen.</translation>
    </message>
    <message>
        <source>The command has a character that no command can have.</source>
        <translation>Der Befehl hat ein Zeichen, das kein Befehl haben kann.</translation>
    </message>
    <message>
        <source>Following a rule</source>
        <translation>Befolgen einer Regel</translation>
    </message>
    <message>
        <source>{most_running} commands still run, so that for “{action}” was left out.</source>
        <translation>{most_running} Befehle laufen noch, darum wurde der für „{action}“ ausgelassen.</translation>
    </message>
    <message>
        <source>The command for “{action}” cannot be started: {why}.</source>
        <translation>Der Befehl für „{action}“ lässt sich nicht starten: {why}.</translation>
    </message>
    <message>
        <source>The command for “{action}” failed: it ended with code {returncode}.</source>
        <translation>Der Befehl für „{action}“ schlug fehl: Er endete mit Code {returncode}.</translation>
    </message>
    <message>
        <source>The command was run and ended without an error.</source>
        <translation>Der Befehl wurde ausgeführt und endete ohne Fehler.</translation>
    </message>
    <message>
        <source>there is no program “{program}”</source>
        <translation>es gibt kein Programm „{program}“</translation>
    </message>
    <message>
        <source>“{program}” may not be run</source>
        <translation>„{program}“ darf nicht ausgeführt werden</translation>
    </message>
    <message>
        <source>The joints of this file are not kept, so there is nothing to look into: recognize it anew.</source>
        <translation>Die Gelenke dieser Datei sind nicht aufbewahrt, darum gibt es nichts zum Hineinsehen: neu erkennen.</translation>
    </message>
    <message>
        <source>This result is not of the model in use and the file as it is now, so there are no maps: recognize it anew.</source>
        <translation>Dieses Ergebnis ist nicht vom verwendeten Modell und der Datei, wie sie jetzt ist, darum gibt es keine Karten: neu erkennen.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Lesen von {name}</translation>
    </message>
    <message>
        <source>{name} holds corrections: open the file that they are of, and they are shown.</source>
        <translation>{name} enthält Korrekturen: die Datei öffnen, zu der sie gehören, dann werden sie gezeigt.</translation>
    </message>
    <message>
        <source>{name} is too large to be a result.</source>
        <translation>{name} ist zu groß für ein Ergebnis.</translation>
    </message>
    <message>
        <source>Cannot read {path}: {strerror}.</source>
        <translation>{path} lässt sich nicht lesen: {strerror}.</translation>
    </message>
    <message>
        <source>{name} was changed so that it cannot be shown: {fault}.</source>
        <translation>{name} wurde so verändert, dass es sich nicht zeigen lässt: {fault}.</translation>
    </message>
    <message>
        <source>{name} is about what was live, from {source}: there is no file to open it with.</source>
        <translation>{name} handelt von etwas Laufendem, aus {source}: Es gibt keine Datei, mit der es sich öffnen ließe.</translation>
    </message>
    <message>
        <source>{name} goes on to {ends:.0f} s, but {source} ends at {duration:.0f} s: it is about another file.</source>
        <translation>{name} reicht bis {ends:.0f} s, aber {source} endet bei {duration:.0f} s: Es handelt von einer anderen Datei.</translation>
    </message>
    <message>
        <source>{name} is no JSON file, or only a part of one.</source>
        <translation>{name} ist keine JSON-Datei, oder nur ein Teil einer solchen.</translation>
    </message>
    <message>
        <source>{name} is no result: open one that `recognize`, the queue or an export has written.</source>
        <translation>{name} ist kein Ergebnis: eines öffnen, das `recognize`, die Warteschlange oder ein Export geschrieben hat.</translation>
    </message>
    <message>
        <source>{name} was changed so that it cannot be read: {where}: {fault}.</source>
        <translation>{name} wurde so verändert, dass es sich nicht lesen lässt: {where}: {fault}.</translation>
    </message>
    <message>
        <source>segment {number} goes from {start:g} s to {end:g} s</source>
        <translation>Segment {number} geht von {start:g} s bis {end:g} s</translation>
    </message>
    <message>
        <source>segment {number} has no label</source>
        <translation>Segment {number} hat kein Label</translation>
    </message>
    <message>
        <source>segment {number} has an impossible person or confidence</source>
        <translation>Segment {number} hat eine unmögliche Person oder Sicherheit</translation>
    </message>
    <message>
        <source>window {number} is at {time:g} s</source>
        <translation>Zeitfenster {number} ist bei {time:g} s</translation>
    </message>
    <message>
        <source>window {number} has an impossible person or probability</source>
        <translation>Zeitfenster {number} hat eine unmögliche Person oder Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>coverage goes from {start:g} s to {end:g} s</source>
        <translation>Die Abdeckung geht von {start:g} s bis {end:g} s</translation>
    </message>
    <message>
        <source>Nothing was recognized yet, so there is nothing to export.</source>
        <translation>Noch wurde nichts erkannt, darum gibt es nichts zu exportieren.</translation>
    </message>
    <message>
        <source>No sound can be played: this machine has no sound device that works.</source>
        <translation>Kein Ton lässt sich abspielen: Dieser Rechner hat kein funktionierendes Tongerät.</translation>
    </message>
    <message>
        <source>No sound can be played: the package miniaudio is not installed.</source>
        <translation>Kein Ton lässt sich abspielen: Das Paket miniaudio ist nicht installiert.</translation>
    </message>
    <message>
        <source>Playing a sound</source>
        <translation>Abspielen eines Tons</translation>
    </message>
    <message>
        <source>No sound can be played: there is no file {file}.</source>
        <translation>Kein Ton lässt sich abspielen: Es gibt keine Datei {file}.</translation>
    </message>
    <message>
        <source>{file} cannot be played: it is no WAV, MP3, FLAC or Ogg Vorbis file.</source>
        <translation>{file} lässt sich nicht abspielen: Es ist keine Datei in WAV, MP3, FLAC oder Ogg Vorbis.</translation>
    </message>
    <message>
        <source>Opening the pack</source>
        <translation>Öffnen des Pakets</translation>
    </message>
    <message>
        <source>Saving the pack</source>
        <translation>Speichern des Pakets</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Finding out how well actions are told apart</source>
        <translation>Prüfen, wie gut Aktionen unterschieden werden</translation>
    </message>
    <message>
        <source>There is no model yet to learn with: try again in a moment.</source>
        <translation>Noch gibt es kein Modell, mit dem sich lernen ließe: gleich noch einmal versuchen.</translation>
    </message>
    <message>
        <source>Showing the result</source>
        <translation>Zeigen des Ergebnisses</translation>
    </message>
    <message>
        <source>Looking inside the network</source>
        <translation>Blick in das Netz</translation>
    </message>
    <message>
        <source>The {name} thread</source>
        <translation>Der Thread {name}</translation>
    </message>
    <message>
        <source>{doing} failed unexpectedly ({name}); the log has the details.</source>
        <translation>{doing} schlug unerwartet fehl ({name}); Einzelheiten stehen im Protokoll.</translation>
    </message>
    <message>
        <source>No known action</source>
        <translation>Unbekannt</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Nicht beurteilt</translation>
    </message>
    <message>
        <source>not sure enough of any</source>
        <translation>bei keiner sicher genug</translation>
    </message>
    <message>
        <source>Nobody in sight</source>
        <translation>Niemand zu sehen</translation>
    </message>
    <message>
        <source>People are found better the larger they are in the picture, from head to feet.</source>
        <translation>Personen werden umso besser gefunden, je größer sie im Bild sind, von Kopf bis Fuß.</translation>
    </message>
    <message>
        <source>Five best of person in slot {slot}</source>
        <translation>Die fünf besten der Person auf Platz {slot}</translation>
    </message>
    <message>
        <source>Watching…</source>
        <translation>Wird beobachtet …</translation>
    </message>
    <message>
        <source>seen for {seen:.1f} s</source>
        <translation>seit {seen:.1f} s zu sehen</translation>
    </message>
    <message>
        <source>Careful: seldom wrong, but more actions get no name. Eager: more get one, and sooner, but more are wrong.</source>
        <translation>Vorsichtig: irrt selten, aber mehr Aktionen bekommen keinen Namen. Eifrig: Mehr bekommen einen, und früher, aber mehr sind falsch.</translation>
    </message>
    <message>
        <source>How probable an action must be to be named: below that the answer is “no known action”. It is the mark on the bars. Of a file that is open, all actions are decided anew at once.</source>
        <translation>Wie wahrscheinlich eine Aktion sein muss, um genannt zu werden: Darunter ist die Antwort „keine bekannte Aktion“. Es ist der Strich an den Balken. In einer geöffneten Datei wird über alle Aktionen sofort neu entschieden.</translation>
    </message>
    <message>
        <source>The threshold of the decisions again</source>
        <translation>Wieder die Schwelle der Entscheidungen</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Zurücksetzen</translation>
    </message>
    <message>
        <source>Threshold of “no known action”</source>
        <translation>Schwelle von „keine bekannte Aktion“</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Schwelle</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Öffnen …</translation>
    </message>
    <message>
        <source>Source…</source>
        <translation>Quelle …</translation>
    </message>
    <message>
        <source>●  Recording</source>
        <translation>●  Aufnahme</translation>
    </message>
    <message>
        <source>Recording is on</source>
        <translation>Die Aufnahme läuft</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Hinweis</translation>
    </message>
    <message>
        <source>Not looked through yet</source>
        <translation>Noch nicht durchgesehen</translation>
    </message>
    <message>
        <source>Nobody was judged</source>
        <translation>Niemand wurde beurteilt</translation>
    </message>
    <message>
        <source>Open a video or a clip, or drop one here</source>
        <translation>Ein Video oder einen Clip öffnen, oder hierher ziehen</translation>
    </message>
    <message>
        <source>Recognition is paused</source>
        <translation>Die Erkennung ist angehalten</translation>
    </message>
    <message>
        <source>Somebody else is in the picture: only one is followed.</source>
        <translation>Noch jemand ist im Bild: Nur einer Person wird gefolgt.</translation>
    </message>
    <message>
        <source>A third person is in the picture: only two are followed.</source>
        <translation>Eine dritte Person ist im Bild: Nur zweien wird gefolgt.</translation>
    </message>
    <message>
        <source>Welcome. No camera was found, so the sample clip is playing.</source>
        <translation>Willkommen. Keine Kamera wurde gefunden, darum läuft der Beispielclip.</translation>
    </message>
    <message>
        <source>Drop a video anywhere here, or plug in a camera and choose it.</source>
        <translation>Ein Video irgendwo hierher ziehen, oder eine Kamera anschließen und wählen.</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>Die Begrüßung schließen</translation>
    </message>
    <message>
        <source>Why no action is named</source>
        <translation>Warum keine Aktion genannt wird</translation>
    </message>
    <message>
        <source>Terms in the glossary…</source>
        <translation>Begriffe im Glossar …</translation>
    </message>
    <message>
        <source>With a lower threshold, or eager decisions, more is named, and more of it wrongly.</source>
        <translation>Mit niedrigerer Schwelle oder eifrigen Entscheidungen wird mehr genannt, und mehr davon falsch.</translation>
    </message>
    <message>
        <source>This person has been seen for {seen:.1f} s. In so short a time one sees a pose rather than a movement, so nothing is named yet.</source>
        <translation>Diese Person ist seit {seen:.1f} s zu sehen. In so kurzer Zeit sieht man eher eine Haltung als eine Bewegung, darum wird noch nichts genannt.</translation>
    </message>
    <message>
        <source>At {nothing}, “no known action” is the most probable: what is done looks like none of the {count} actions that this model knows. Its best guess is {guess}, at {share}.</source>
        <translation>Mit {nothing} ist „keine bekannte Aktion“ am wahrscheinlichsten: Was geschieht, sieht nach keiner der {count} Aktionen aus, die dieses Modell kennt. Seine beste Vermutung ist {guess}, mit {share}.</translation>
    </message>
    <message>
        <source>The best guess is {guess}, at {share}; it would have to reach {needed} to be named.</source>
        <translation>Die beste Vermutung ist {guess}, mit {share}; um genannt zu werden, müsste sie {needed} erreichen.</translation>
    </message>
    <message>
        <source> That is {enter} of what “no known action”, at {nothing}, leaves.</source>
        <translation> Das sind {enter} dessen, was „keine bekannte Aktion“ mit {nothing} übrig lässt.</translation>
    </message>
    <message>
        <source>The best guess is {guess}, at {share}. But “no known action” has {nothing}, and above {idle} nothing is named. {more}</source>
        <translation>Die beste Vermutung ist {guess}, mit {share}. Aber „keine bekannte Aktion“ hat {nothing}, und über {idle} wird nichts genannt. {more}</translation>
    </message>
    <message>
        <source>The best guess, {guess} at {share}, may be sure enough. It is held back where it has only just become so, so that names do not flicker, or where the person hardly moves.</source>
        <translation>Die beste Vermutung, {guess} mit {share}, ist vielleicht sicher genug. Sie wird zurückgehalten, wenn sie es eben erst geworden ist, damit Namen nicht flackern, oder wenn die Person sich kaum bewegt.</translation>
    </message>
    <message>
        <source>Own actions</source>
        <translation>Eigene Aktionen</translation>
    </message>
    <message>
        <source>New pack: a folder for it</source>
        <translation>Neues Paket: ein Ordner dafür</translation>
    </message>
    <message>
        <source>Open a pack</source>
        <translation>Ein Paket öffnen</translation>
    </message>
    <message>
        <source>Go!</source>
        <translation>Los!</translation>
    </message>
    <message>
        <source>Nobody was seen. Once more:</source>
        <translation>Niemand wurde gesehen. Noch einmal:</translation>
    </message>
    <message>
        <source>{action} · {done} of {count}</source>
        <translation>{action} · {done} von {count}</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Beispiele</translation>
    </message>
    <message>
        <source>, from {origin}</source>
        <translation>, aus {origin}</translation>
    </message>
    <message>
        <source>Example {number} of {action}{where}</source>
        <translation>Beispiel {number} von {action}{where}</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Lernen</translation>
    </message>
    <message>
        <source>Own actions alone</source>
        <translation>Nur eigene Aktionen</translation>
    </message>
    <message>
        <source>How well?</source>
        <translation>Wie gut?</translation>
    </message>
    <message>
        <source>Find out how well the actions are told apart, and which one needs more examples</source>
        <translation>Herausfinden, wie gut die Aktionen unterschieden werden und welche mehr Beispiele braucht</translation>
    </message>
    <message>
        <source>Whether only these actions are recognized, or the model&apos;s own beside them</source>
        <translation>Ob nur diese Aktionen erkannt werden, oder die des Modells daneben</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Wie es steht</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Wie weit das Lernen ist</translation>
    </message>
    <message>
        <source>The model knows “{name}” already: give your action another name, or let own actions stand alone.</source>
        <translation>Das Modell kennt „{name}“ schon: der eigenen Aktion einen anderen Namen geben, oder nur eigene Aktionen erkennen lassen.</translation>
    </message>
    <message>
        <source>Another program has changed this pack meanwhile, and its changes were taken up.</source>
        <translation>Ein anderes Programm hat dieses Paket inzwischen geändert, und seine Änderungen wurden übernommen.</translation>
    </message>
    <message>
        <source>Name of the action</source>
        <translation>Name der Aktion</translation>
    </message>
    <message>
        <source>Counts down, records an example, counts down again: nobody needs their hands for it</source>
        <translation>Zählt herunter, nimmt ein Beispiel auf, zählt wieder herunter: Niemand braucht dafür die Hände</translation>
    </message>
    <message>
        <source>How many examples</source>
        <translation>Wie viele Beispiele</translation>
    </message>
    <message>
        <source>Seconds of each example</source>
        <translation>Sekunden jedes Beispiels</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Ton</translation>
    </message>
    <message>
        <source>A tone when an example begins</source>
        <translation>Ein Ton, wenn ein Beispiel beginnt</translation>
    </message>
    <message>
        <source>examples of</source>
        <translation>Beispiele von</translation>
    </message>
    <message>
        <source>Examples are recorded before a camera: choose one with Source. From a video or a clip they are taken on the timeline.</source>
        <translation>Beispiele werden vor einer Kamera aufgenommen: eine mit „Quelle“ wählen. Aus einem Video oder Clip werden sie auf der Zeitleiste genommen.</translation>
    </message>
    <message>
        <source>Recognition is paused: nobody is looked for, so nothing can be recorded.</source>
        <translation>Die Erkennung ist angehalten: Nach Personen wird nicht gesucht, darum lässt sich nichts aufnehmen.</translation>
    </message>
    <message>
        <source>Nobody was seen, so nothing was recorded. Stand so that the camera sees all of you.</source>
        <translation>Niemand wurde gesehen, darum wurde nichts aufgenommen. So stehen, dass die Kamera alles sieht.</translation>
    </message>
    <message>
        <source>The camera gives no pictures any more. The examples that were recorded are kept.</source>
        <translation>Die Kamera liefert keine Bilder mehr. Die aufgenommenen Beispiele sind aufbewahrt.</translation>
    </message>
    <message>
        <source>How well they are told apart</source>
        <translation>Wie gut sie unterschieden werden</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Zurück</translation>
    </message>
    <message>
        <source>Each example was judged by what all the others teach. The bars say how many of them were recognized.</source>
        <translation>Jedes Beispiel wurde nach dem beurteilt, was alle anderen lehren. Die Balken sagen, wie viele davon erkannt wurden.</translation>
    </message>
    <message>
        <source>Nothing could be tested yet: that takes two examples of an action.</source>
        <translation>Noch ließ sich nichts prüfen: Dazu braucht es zwei Beispiele einer Aktion.</translation>
    </message>
    <message>
        <source>Each example is being left out in turn…</source>
        <translation>Jedes Beispiel wird der Reihe nach ausgelassen …</translation>
    </message>
    <message>
        <source>No two actions were taken for each other.</source>
        <translation>Keine zwei Aktionen wurden verwechselt.</translation>
    </message>
    <message>
        <source>No action stands out as needing more examples.</source>
        <translation>Keine Aktion braucht auffällig mehr Beispiele.</translation>
    </message>
    <message>
        <source>How far the test is</source>
        <translation>Wie weit die Prüfung ist</translation>
    </message>
    <message>
        <source>How many examples of each action were recognized</source>
        <translation>Wie viele Beispiele jeder Aktion erkannt wurden</translation>
    </message>
    <message>
        <source>{how} On average, {share} were.</source>
        <translation>{how} Im Mittel waren es {share}.</translation>
    </message>
    <message>
        <source>“{action}” needs more examples: {why}.</source>
        <translation>„{action}“ braucht mehr Beispiele: {why}.</translation>
    </message>
    <message>
        <source>once</source>
        <translation>einmal</translation>
    </message>
    <message>
        <source>{examples} times</source>
        <translation>{examples}-mal</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are taken for each other most often: {times}.</source>
        <translation>„{one}“ und „{other}“ werden am häufigsten verwechselt: {times}.</translation>
    </message>
    <message>
        <source>Name an action and record some examples of it, or take them from the timeline.</source>
        <translation>Eine Aktion benennen und einige Beispiele aufnehmen, oder sie von der Zeitleiste nehmen.</translation>
    </message>
    <message>
        <source>Not learned yet: press Learn, and the actions are recognized.</source>
        <translation>Noch nicht gelernt: „Lernen“ drücken, dann werden die Aktionen erkannt.</translation>
    </message>
    <message>
        <source>Learned, and not in use: the menu of the pack, above, takes it into use.</source>
        <translation>Gelernt, aber nicht in Gebrauch: Das Menü des Pakets, oben, nimmt es in Gebrauch.</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Lehren</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>Paket …</translation>
    </message>
    <message>
        <source>What can be done with the pack</source>
        <translation>Was sich mit dem Paket tun lässt</translation>
    </message>
    <message>
        <source>Undo in the pack</source>
        <translation>Im Paket rückgängig machen</translation>
    </message>
    <message>
        <source>Redo in the pack</source>
        <translation>Im Paket wiederherstellen</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Benennen</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Wiederholen</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Löschen</translation>
    </message>
    <message>
        <source>Rename the action</source>
        <translation>Die Aktion umbenennen</translation>
    </message>
    <message>
        <source>Remove the action and its examples</source>
        <translation>Die Aktion und ihre Beispiele entfernen</translation>
    </message>
    <message>
        <source>Record the example again</source>
        <translation>Das Beispiel neu aufnehmen</translation>
    </message>
    <message>
        <source>Delete the example</source>
        <translation>Das Beispiel löschen</translation>
    </message>
    <message>
        <source>No pack yet</source>
        <translation>Noch kein Paket</translation>
    </message>
    <message>
        <source>Learned: 1 own action is recognized, and nothing else.</source>
        <translation>Gelernt: 1 eigene Aktion wird erkannt, und nichts anderes.</translation>
    </message>
    <message>
        <source>Learned: {count} own actions are recognized, and nothing else.</source>
        <translation>Gelernt: {count} eigene Aktionen werden erkannt, und nichts anderes.</translation>
    </message>
    <message>
        <source>Learned: 1 own action is recognized beside those of the model.</source>
        <translation>Gelernt: 1 eigene Aktion wird neben denen des Modells erkannt.</translation>
    </message>
    <message>
        <source>Learned: {count} own actions are recognized beside those of the model.</source>
        <translation>Gelernt: {count} eigene Aktionen werden neben denen des Modells erkannt.</translation>
    </message>
    <message>
        <source>New pack…</source>
        <translation>Neues Paket …</translation>
    </message>
    <message>
        <source>Open a pack…</source>
        <translation>Ein Paket öffnen …</translation>
    </message>
    <message>
        <source>Recognize its actions</source>
        <translation>Seine Aktionen erkennen</translation>
    </message>
    <message>
        <source>Use as example of</source>
        <translation>Als Beispiel nehmen für</translation>
    </message>
    <message>
        <source>This was</source>
        <translation>Dies war</translation>
    </message>
    <message>
        <source>Another action…</source>
        <translation>Eine andere Aktion …</translation>
    </message>
    <message>
        <source>its first example</source>
        <translation>ihr erstes Beispiel</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>{count} Beispiele</translation>
    </message>
    <message>
        <source>{told}“{action}” has {many} now. Learn (Ctrl+T) when you have enough.</source>
        <translation>{told}„{action}“ hat jetzt {many}. Lernen (Strg+T), wenn es genug sind.</translation>
    </message>
    <message>
        <source>The model knows “{name}” already, so your own action is called “{own}”. </source>
        <translation>Das Modell kennt „{name}“ schon, darum heißt die eigene Aktion „{own}“. </translation>
    </message>
    <message>
        <source>Select an action on the timeline first: click it, or press N.</source>
        <translation>Erst eine Aktion auf der Zeitleiste auswählen: anklicken, oder N drücken.</translation>
    </message>
    <message>
        <source>Overview of the whole timeline</source>
        <translation>Übersicht der ganzen Zeitleiste</translation>
    </message>
    <message>
        <source>What of the whole time is shown above: click or drag to show another part</source>
        <translation>Was der ganzen Zeit oben zu sehen ist: klicken oder ziehen, um einen anderen Teil zu zeigen</translation>
    </message>
    <message>
        <source>Back by a frame</source>
        <translation>Ein Bild zurück</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Abspielen</translation>
    </message>
    <message>
        <source>Forward by a frame</source>
        <translation>Ein Bild vor</translation>
    </message>
    <message>
        <source>How far the file was looked through; stops that, or goes on</source>
        <translation>Wie weit die Datei durchgesehen ist; hält das an, oder fährt fort</translation>
    </message>
    <message>
        <source>The result whose answers are shown; says more about it</source>
        <translation>Das Ergebnis, dessen Antworten zu sehen sind; sagt mehr darüber</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Tempo</translation>
    </message>
    <message>
        <source>Speed ([ slower, ] faster)</source>
        <translation>Tempo ([ langsamer, ] schneller)</translation>
    </message>
    <message>
        <source>See more of the time</source>
        <translation>Mehr von der Zeit sehen</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Alles sehen</translation>
    </message>
    <message>
        <source>See less, larger</source>
        <translation>Weniger sehen, größer</translation>
    </message>
    <message>
        <source>Go on looking</source>
        <translation>Weiter durchsehen</translation>
    </message>
    <message>
        <source>Stop looking, for the moment</source>
        <translation>Vorerst nicht weiter durchsehen</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>Aus {name}</translation>
    </message>
    <message>
        <source>Say by what it was judged, and offer to recognize the file anew</source>
        <translation>Sagt, wonach geurteilt wurde, und bietet an, die Datei neu zu erkennen</translation>
    </message>
    <message>
        <source>Frozen at</source>
        <translation>Eingefroren bei</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>Live</translation>
    </message>
    <message>
        <source>Go on live</source>
        <translation>Live weiter</translation>
    </message>
    <message>
        <source>Freeze and look back</source>
        <translation>Einfrieren und zurückblicken</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Noch einmal abspielen</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Anhalten</translation>
    </message>
    <message>
        <source> of {duration}</source>
        <translation> von {duration}</translation>
    </message>
    <message>
        <source>Looked through to {reached}{whole}, stopped</source>
        <translation>Durchgesehen bis {reached}{whole}, angehalten</translation>
    </message>
    <message>
        <source>, which sets the pace</source>
        <translation>, bestimmt das Tempo</translation>
    </message>
    <message>
        <source>Looked through to {reached}{whole}{rate}{pace}</source>
        <translation>Durchgesehen bis {reached}{whole}{rate}{pace}</translation>
    </message>
    <message>
        <source>Name…	F2</source>
        <translation>Name …	F2</translation>
    </message>
    <message>
        <source>Same as</source>
        <translation>Dieselbe wie</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>Wieder trennen</translation>
    </message>
    <message>
        <source>Recognized</source>
        <translation>Erkannt</translation>
    </message>
    <message>
        <source>More people</source>
        <translation>Mehr Personen</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <translation>Name von {name}</translation>
    </message>
    <message>
        <source>Place in the source</source>
        <translation>Stelle in der Quelle</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>von Hand</translation>
    </message>
    <message>
        <source>Selected: {selected}</source>
        <translation>Ausgewählt: {selected}</translation>
    </message>
    <message>
        <source>Drawn example, not recorded</source>
        <translation>Gezeichnetes Beispiel, nicht aufgenommen</translation>
    </message>
    <message>
        <source>Your first example of it</source>
        <translation>Das erste eigene Beispiel davon</translation>
    </message>
    <message>
        <source>No drawing of it yet</source>
        <translation>Noch keine Zeichnung davon</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Die Meldung schließen</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Erneut versuchen</translation>
    </message>
    <message>
        <source>Go to the largest value</source>
        <translation>Zum größten Wert</translation>
    </message>
    <message>
        <source>Arrow keys walk from cell to cell; the line below shows the value. Enter takes the cell.</source>
        <translation>Pfeiltasten gehen von Zelle zu Zelle; die Zeile darunter zeigt den Wert. Enter nimmt die Zelle.</translation>
    </message>
    <message>
        <source>An example of {action}</source>
        <translation>Ein Beispiel von {action}</translation>
    </message>
    <message>
        <source>Picture with skeletons</source>
        <translation>Bild mit Skeletten</translation>
    </message>
    <message>
        <source>Border above the timeline</source>
        <translation>Rand über der Zeitleiste</translation>
    </message>
    <message>
        <source>Up and down move it, Enter gives the timeline as much as it needs.</source>
        <translation>Auf und Ab verschieben ihn, Enter gibt der Zeitleiste so viel, wie sie braucht.</translation>
    </message>
    <message>
        <source>Drag to give the timeline more room, double click for as much as it needs</source>
        <translation>Ziehen gibt der Zeitleiste mehr Platz, Doppelklick so viel, wie sie braucht</translation>
    </message>
    <message>
        <source>Skeleton in space</source>
        <translation>Skelett im Raum</translation>
    </message>
    <message>
        <source>Arrow keys turn it, plus and minus bring it nearer or farther, Home resets it.</source>
        <translation>Pfeiltasten drehen es, Plus und Minus holen es näher oder ferner, Pos1 stellt es zurück.</translation>
    </message>
    <message>
        <source>Arrow keys move it.</source>
        <translation>Pfeiltasten verschieben ihn.</translation>
    </message>
    <message>
        <source>careful</source>
        <translation>vorsichtig</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>ausgewogen</translation>
    </message>
    <message>
        <source>eager</source>
        <translation>eifrig</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>Person {number}</translation>
    </message>
    <message>
        <source>{middle} gets {share} of the attention; evenly spread it would be {alike}</source>
        <translation>{middle} bekommt {share} der Aufmerksamkeit; gleichmäßig verteilt wären es {alike}</translation>
    </message>
    <message>
        <source>Attended to</source>
        <translation>Angeblickt</translation>
    </message>
    <message>
        <source>Mark first where the action starts (Shift+I), and go to where it ends.</source>
        <translation>Erst markieren, wo die Aktion beginnt (Umschalt+I), und dorthin gehen, wo sie endet.</translation>
    </message>
    <message>
        <source>Go to a place within the action first: it is split there.</source>
        <translation>Erst an eine Stelle innerhalb der Aktion gehen: Dort wird sie geteilt.</translation>
    </message>
    <message>
        <source>There is no later action of this person to join it with.</source>
        <translation>Es gibt keine spätere Aktion dieser Person, mit der sie zu verbinden wäre.</translation>
    </message>
    <message>
        <source>An action must end after it starts.</source>
        <translation>Eine Aktion muss enden, nachdem sie beginnt.</translation>
    </message>
    <message>
        <source>Events at {url}, {count} listening</source>
        <translation>Ereignisse unter {url}, {count} hören zu</translation>
    </message>
    <message>
        <source>Events at {url}</source>
        <translation>Ereignisse unter {url}</translation>
    </message>
    <message>
        <source>Picture with skeletons (*.png *.jpg)</source>
        <translation>Bild mit Skeletten (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Picture alone (*.png *.jpg)</source>
        <translation>Nur Bild (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Picture (*.png *.jpg)</source>
        <translation>Bild (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Im Ordner zeigen</translation>
    </message>
    <message>
        <source>No answer is shown at this moment: go to one where somebody has been watched for a while.</source>
        <translation>In diesem Moment ist keine Antwort zu sehen: zu einem gehen, in dem jemand eine Weile beobachtet wurde.</translation>
    </message>
    <message>
        <source>Look inside the network (I) first: what is seen there is what the page explains.</source>
        <translation>Erst ins Netz schauen (I): Was dort zu sehen ist, erklärt die Seite.</translation>
    </message>
    <message>
        <source>Nothing is shown that could be copied.</source>
        <translation>Nichts ist zu sehen, das sich kopieren ließe.</translation>
    </message>
    <message>
        <source>Nothing is open that could be recorded.</source>
        <translation>Nichts ist offen, das sich aufnehmen ließe.</translation>
    </message>
    <message>
        <source>There is nothing to take a picture of.</source>
        <translation>Es gibt nichts, wovon sich ein Bild machen ließe.</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Bild</translation>
    </message>
    <message>
        <source>Explain this moment</source>
        <translation>Moment erklären</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Seite (*.html)</translation>
    </message>
    <message>
        <source>The page is being written.</source>
        <translation>Die Seite wird geschrieben.</translation>
    </message>
    <message>
        <source>Written to {first}.</source>
        <translation>Geschrieben in {first}.</translation>
    </message>
    <message>
        <source>{count} files were written to {parent}.</source>
        <translation>{count} Dateien wurden in {parent} geschrieben.</translation>
    </message>
    <message>
        <source>The numbers of {what} were copied.</source>
        <translation>Die Zahlen wurden kopiert: {what}.</translation>
    </message>
    <message>
        <source>the timeline</source>
        <translation>die Zeitleiste</translation>
    </message>
    <message>
        <source>The figure of {what} was copied.</source>
        <translation>Die Abbildung wurde kopiert: {what}.</translation>
    </message>
    <message>
        <source>For files; record a camera first, then open the recording</source>
        <translation>Für Dateien; erst von einer Kamera aufnehmen, dann die Aufnahme öffnen</translation>
    </message>
    <message>
        <source>Nothing was recognized yet</source>
        <translation>Noch wurde nichts erkannt</translation>
    </message>
    <message>
        <source>Open Topology, Attention, Masking or Signals for it</source>
        <translation>Dazu Topologie, Aufmerksamkeit, Maskieren oder Signale öffnen</translation>
    </message>
    <message>
        <source>No answer is shown at this moment</source>
        <translation>In diesem Moment ist keine Antwort zu sehen</translation>
    </message>
    <message>
        <source>Another source was opened before everything was written: export it from there.</source>
        <translation>Eine andere Quelle wurde geöffnet, bevor alles geschrieben war: von dort exportieren.</translation>
    </message>
    <message>
        <source>Cannot write {path}.</source>
        <translation>{path} lässt sich nicht schreiben.</translation>
    </message>
    <message>
        <source>None so far</source>
        <translation>Bisher keine</translation>
    </message>
    <message>
        <source>January</source>
        <translation>Januar</translation>
    </message>
    <message>
        <source>February</source>
        <translation>Februar</translation>
    </message>
    <message>
        <source>March</source>
        <translation>März</translation>
    </message>
    <message>
        <source>April</source>
        <translation>April</translation>
    </message>
    <message>
        <source>May</source>
        <translation>Mai</translation>
    </message>
    <message>
        <source>June</source>
        <translation>Juni</translation>
    </message>
    <message>
        <source>July</source>
        <translation>Juli</translation>
    </message>
    <message>
        <source>August</source>
        <translation>August</translation>
    </message>
    <message>
        <source>September</source>
        <translation>September</translation>
    </message>
    <message>
        <source>October</source>
        <translation>Oktober</translation>
    </message>
    <message>
        <source>November</source>
        <translation>November</translation>
    </message>
    <message>
        <source>December</source>
        <translation>Dezember</translation>
    </message>
    <message>
        <source>Use the bundled model</source>
        <translation>Das mitgelieferte Modell verwenden</translation>
    </message>
    <message>
        <source>Recognize anew</source>
        <translation>Neu erkennen</translation>
    </message>
    <message>
        <source>Nothing is open. Open a video or a clip, or drop one here.</source>
        <translation>Nichts ist offen. Ein Video oder einen Clip öffnen, oder hierher ziehen.</translation>
    </message>
    <message>
        <source>{decisions} decisions</source>
        <translation>Entscheidungen: {decisions}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>Version {version}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day}. {month} {year}</translation>
    </message>
    <message>
        <source>Shown from {name}, without computing anything: judged by {by} on {day}.</source>
        <translation>Gezeigt aus {name}, ohne etwas zu berechnen: beurteilt von {by} am {day}.</translation>
    </message>
    <message>
        <source> In use now: {now}.</source>
        <translation> Jetzt in Gebrauch: {now}.</translation>
    </message>
    <message>
        <source>one person</source>
        <translation>eine Person</translation>
    </message>
    <message>
        <source>two people</source>
        <translation>zwei Personen</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>gespiegelt</translation>
    </message>
    <message>
        <source>not mirrored</source>
        <translation>nicht gespiegelt</translation>
    </message>
    <message>
        <source>Camera…</source>
        <translation>Kamera …</translation>
    </message>
    <message>
        <source>What it knows…</source>
        <translation>Bekannte Aktionen …</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Tasten</translation>
    </message>
    <message>
        <source>Border between picture and maps</source>
        <translation>Rand zwischen Bild und Karten</translation>
    </message>
    <message>
        <source>{name} is about {missing}, which is neither where the result says nor beside it.</source>
        <translation>{name} handelt von {missing}: Das ist weder dort, wo das Ergebnis es sagt, noch daneben.</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Suchen …</translation>
    </message>
    <message>
        <source>Where is {missing}?</source>
        <translation>Wo ist {missing}?</translation>
    </message>
    <message>
        <source>Rules in the settings that cannot be understood are left out.</source>
        <translation>Regeln in den Einstellungen, die nicht zu verstehen sind, werden ausgelassen.</translation>
    </message>
    <message>
        <source>The model {name} has no {decisions} decisions: its own rules are used.</source>
        <translation>Das Modell {name} hat keine Entscheidungen „{decisions}“: Seine eigenen Regeln gelten.</translation>
    </message>
    <message>
        <source>{sentence} “{name}” stays in use.</source>
        <translation>{sentence} „{name}“ bleibt in Gebrauch.</translation>
    </message>
    <message>
        <source>{name} gives {camera_format}.</source>
        <translation>{name} liefert {camera_format}.</translation>
    </message>
    <message>
        <source>Looking for a camera…</source>
        <translation>Eine Kamera wird gesucht …</translation>
    </message>
    <message>
        <source>camera {spec}</source>
        <translation>Kamera {spec}</translation>
    </message>
    <message>
        <source>the sample clip</source>
        <translation>der Beispielclip</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>{name} wird geöffnet …</translation>
    </message>
    <message>
        <source>Open one result at a time.</source>
        <translation>Ein Ergebnis nach dem anderen öffnen.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Netz</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Verworfen</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latenz</translation>
    </message>
    <message>
        <source>What is being prepared</source>
        <translation>Was vorbereitet wird</translation>
    </message>
    <message>
        <source>Rates and delays</source>
        <translation>Raten und Verzögerungen</translation>
    </message>
    <message>
        <source>Stream of events</source>
        <translation>Ereignisstrom</translation>
    </message>
    <message>
        <source> of {camera_format}</source>
        <translation> von {camera_format}</translation>
    </message>
    <message>
        <source>Source {source_fps:.0f} fps{given}</source>
        <translation>Quelle {source_fps:.0f} fps{given}</translation>
    </message>
    <message>
        <source>Recognition {recognized_fps:.0f} fps</source>
        <translation>Erkennung {recognized_fps:.0f} fps</translation>
    </message>
    <message>
        <source>Pose {median:.0f} ms</source>
        <translation>Pose {median:.0f} ms</translation>
    </message>
    <message>
        <source>Network {median:.0f} ms</source>
        <translation>Netz {median:.0f} ms</translation>
    </message>
    <message>
        <source>Latency {median:.0f} ms (p95 {p95:.0f})</source>
        <translation>Latenz {median:.0f} ms (p95 {p95:.0f})</translation>
    </message>
    <message>
        <source>Dropped {dropped}</source>
        <translation>Verworfen {dropped}</translation>
    </message>
    <message>
        <source>Model {title} on {device}</source>
        <translation>Modell {title} auf {device}</translation>
    </message>
    <message>
        <source>More commands</source>
        <translation>Weitere Befehle</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Extras</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Datei</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Bearbeiten</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Wiedergabe</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ansicht</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Extras</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>&amp;Hilfe</translation>
    </message>
    <message>
        <source>Choose a source…</source>
        <translation>Quelle wählen …</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Quelle</translation>
    </message>
    <message>
        <source>Open videos or clips…</source>
        <translation>Videos oder Clips öffnen …</translation>
    </message>
    <message>
        <source>Open the sample clip</source>
        <translation>Den Beispielclip öffnen</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Beispiel</translation>
    </message>
    <message>
        <source>Queue of several files…</source>
        <translation>Warteschlange mehrerer Dateien …</translation>
    </message>
    <message>
        <source>Record, or end recording</source>
        <translation>Aufnehmen, oder Aufnahme beenden</translation>
    </message>
    <message>
        <source>Snapshot…</source>
        <translation>Bild speichern …</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportieren …</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Beenden</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Rückgängig</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Wiederherstellen</translation>
    </message>
    <message>
        <source>Search for an action…</source>
        <translation>Eine Aktion suchen …</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Die Zahlen kopieren</translation>
    </message>
    <message>
        <source>Copy the figure</source>
        <translation>Die Abbildung kopieren</translation>
    </message>
    <message>
        <source>Previous action</source>
        <translation>Vorige Aktion</translation>
    </message>
    <message>
        <source>Rename the action…</source>
        <translation>Die Aktion umbenennen …</translation>
    </message>
    <message>
        <source>Split at the place</source>
        <translation>An der Stelle teilen</translation>
    </message>
    <message>
        <source>Join with the next</source>
        <translation>Mit der nächsten verbinden</translation>
    </message>
    <message>
        <source>Let it start at the place</source>
        <translation>An der Stelle beginnen lassen</translation>
    </message>
    <message>
        <source>Let it end at the place</source>
        <translation>An der Stelle enden lassen</translation>
    </message>
    <message>
        <source>Remove the action</source>
        <translation>Die Aktion entfernen</translation>
    </message>
    <message>
        <source>Play it again and again</source>
        <translation>Immer wieder abspielen</translation>
    </message>
    <message>
        <source>A new action starts at the place</source>
        <translation>Neue Aktion beginnt an der Stelle</translation>
    </message>
    <message>
        <source>It ends at the place: add it…</source>
        <translation>Sie endet an der Stelle: hinzufügen …</translation>
    </message>
    <message>
        <source>Use as example of…</source>
        <translation>Als Beispiel nehmen für …</translation>
    </message>
    <message>
        <source>This was…</source>
        <translation>Dies war …</translation>
    </message>
    <message>
        <source>Play or pause; freeze what is live</source>
        <translation>Abspielen oder anhalten; Laufendes einfrieren</translation>
    </message>
    <message>
        <source>Back by 5 seconds</source>
        <translation>5 Sekunden zurück</translation>
    </message>
    <message>
        <source>Forward by 5 seconds</source>
        <translation>5 Sekunden vor</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Zum Anfang</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Langsamer</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Schneller</translation>
    </message>
    <message>
        <source>Zoom into the timeline</source>
        <translation>In die Zeitleiste zoomen</translation>
    </message>
    <message>
        <source>Zoom out of the timeline</source>
        <translation>Aus der Zeitleiste zoomen</translation>
    </message>
    <message>
        <source>The whole timeline</source>
        <translation>Die ganze Zeitleiste</translation>
    </message>
    <message>
        <source>Teach it your own actions</source>
        <translation>Eigene Aktionen lehren</translation>
    </message>
    <message>
        <source>Pause recognition</source>
        <translation>Erkennung anhalten</translation>
    </message>
    <message>
        <source>Follow one person</source>
        <translation>Einer Person folgen</translation>
    </message>
    <message>
        <source>Follow two people</source>
        <translation>Zwei Personen folgen</translation>
    </message>
    <message>
        <source>The source is mirrored</source>
        <translation>Die Quelle ist gespiegelt</translation>
    </message>
    <message>
        <source>Compare: hold this moment</source>
        <translation>Vergleichen: Moment festhalten</translation>
    </message>
    <message>
        <source>Explain this moment…</source>
        <translation>Moment erklären …</translation>
    </message>
    <message>
        <source>When an action begins…</source>
        <translation>Wenn eine Aktion beginnt …</translation>
    </message>
    <message>
        <source>For other programs…</source>
        <translation>Für andere Programme …</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Einstellungen …</translation>
    </message>
    <message>
        <source>Mirror the display</source>
        <translation>Die Anzeige spiegeln</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Spiegeln</translation>
    </message>
    <message>
        <source>Look inside the network</source>
        <translation>Ins Netz schauen</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Innen</translation>
    </message>
    <message>
        <source>Strongest links on the skeleton</source>
        <translation>Stärkste Verbindungen auf dem Skelett</translation>
    </message>
    <message>
        <source>Maps of all blocks</source>
        <translation>Karten aller Blöcke</translation>
    </message>
    <message>
        <source>Unpin the joint</source>
        <translation>Das Gelenk lösen</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Größerer Text</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Kleinerer Text</translation>
    </message>
    <message>
        <source>Text of the usual size</source>
        <translation>Text in üblicher Größe</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Vollbild</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Präsentation</translation>
    </message>
    <message>
        <source>Next page of the lesson</source>
        <translation>Nächste Seite des Kurses</translation>
    </message>
    <message>
        <source>Previous page of the lesson</source>
        <translation>Vorige Seite des Kurses</translation>
    </message>
    <message>
        <source>Glossary…</source>
        <translation>Glossar …</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Hilfe</translation>
    </message>
    <message>
        <source>About MS-SA Studio</source>
        <translation>Über MS-SA Studio</translation>
    </message>
    <message>
        <source>Drop files on the window</source>
        <translation>Dateien auf das Fenster ziehen</translation>
    </message>
    <message>
        <source>Open a video or a clip; several go into the queue</source>
        <translation>Öffnet ein Video oder einen Clip; mehrere gehen in die Warteschlange</translation>
    </message>
    <message>
        <source>Drag, or arrow keys, on the stage</source>
        <translation>Ziehen, oder Pfeiltasten, im Bild</translation>
    </message>
    <message>
        <source>Turn the skeleton of a clip</source>
        <translation>Dreht das Skelett eines Clips</translation>
    </message>
    <message>
        <source>Wheel, or + and −, on the stage</source>
        <translation>Mausrad, oder + und −, im Bild</translation>
    </message>
    <message>
        <source>Zoom in or out</source>
        <translation>Zoomt hinein oder heraus</translation>
    </message>
    <message>
        <source>Double click, or Home, on the stage</source>
        <translation>Doppelklick, oder Pos1, im Bild</translation>
    </message>
    <message>
        <source>Reset the view</source>
        <translation>Stellt die Ansicht zurück</translation>
    </message>
    <message>
        <source>Right click, or the menu key, on the stage</source>
        <translation>Rechtsklick, oder die Menütaste, im Bild</translation>
    </message>
    <message>
        <source>Play, step, save a snapshot, mirror, and more</source>
        <translation>Abspielen, Schritte, Bild speichern, Spiegeln und mehr</translation>
    </message>
    <message>
        <source>Drag on the time axis, or arrow keys on the timeline</source>
        <translation>Auf der Zeitachse ziehen, oder Pfeiltasten auf der Zeitleiste</translation>
    </message>
    <message>
        <source>Go to another moment</source>
        <translation>Geht zu einem anderen Moment</translation>
    </message>
    <message>
        <source>Click an action on the timeline, or Down</source>
        <translation>Eine Aktion auf der Zeitleiste anklicken, oder Ab</translation>
    </message>
    <message>
        <source>Select it; then arrow keys and Tab go to others, Esc leads back</source>
        <translation>Wählt sie aus; dann gehen Pfeiltasten und Tab zu anderen, Esc führt zurück</translation>
    </message>
    <message>
        <source>Double click an action, or Enter</source>
        <translation>Doppelklick auf eine Aktion, oder Enter</translation>
    </message>
    <message>
        <source>Rename it</source>
        <translation>Benennt sie um</translation>
    </message>
    <message>
        <source>Drag an end of an action</source>
        <translation>Am Ende einer Aktion ziehen</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Verschiebt es</translation>
    </message>
    <message>
        <source>Drag in the empty part of a lane, or with Alt anywhere</source>
        <translation>Im leeren Teil einer Spur ziehen, oder mit Alt überall</translation>
    </message>
    <message>
        <source>Add an action</source>
        <translation>Fügt eine Aktion hinzu</translation>
    </message>
    <message>
        <source>Wheel on the timeline</source>
        <translation>Mausrad auf der Zeitleiste</translation>
    </message>
    <message>
        <source>Zoom; with Shift, move along; over the names, go to other rows</source>
        <translation>Zoomt; mit Umschalt seitwärts; über den Namen zu anderen Zeilen</translation>
    </message>
    <message>
        <source>Double click on a row&apos;s name, or F2 on the timeline</source>
        <translation>Doppelklick auf den Namen einer Zeile, oder F2 auf der Zeitleiste</translation>
    </message>
    <message>
        <source>Name the person</source>
        <translation>Benennt die Person</translation>
    </message>
    <message>
        <source>Right click on a row&apos;s name, or the menu key on an action</source>
        <translation>Rechtsklick auf den Namen einer Zeile, oder die Menütaste auf einer Aktion</translation>
    </message>
    <message>
        <source>Say that two numbers are one person</source>
        <translation>Sagt, dass zwei Nummern eine Person sind</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on a map</source>
        <translation>Zeigen, oder Pfeiltasten, auf einer Karte</translation>
    </message>
    <message>
        <source>Read a cell&apos;s value; both joints are highlighted on the stage</source>
        <translation>Liest den Wert einer Zelle ab; beide Gelenke sind im Bild hervorgehoben</translation>
    </message>
    <message>
        <source>Click a joint on the stage or the map, or Enter</source>
        <translation>Ein Gelenk im Bild oder auf der Karte anklicken, oder Enter</translation>
    </message>
    <message>
        <source>Pin it and see what it listens to</source>
        <translation>Heftet es an und zeigt, worauf es hört</translation>
    </message>
    <message>
        <source>Right click, or the menu key, on a map</source>
        <translation>Rechtsklick, oder die Menütaste, auf einer Karte</translation>
    </message>
    <message>
        <source>Copy it, export it, go to its largest value or change</source>
        <translation>Kopiert oder exportiert sie, geht zu ihrem größten Wert oder ihrer größten Änderung</translation>
    </message>
    <message>
        <source>Click, or arrow keys and Enter, in an overview</source>
        <translation>Klick, oder Pfeiltasten und Enter, in einer Übersicht</translation>
    </message>
    <message>
        <source>See that map large; Home goes to the ★</source>
        <translation>Zeigt diese Karte groß; Pos1 geht zum ★</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on an equation</source>
        <translation>Zeigen, oder Pfeiltasten, auf einer Gleichung</translation>
    </message>
    <message>
        <source>Highlight a term, here and in the window</source>
        <translation>Hebt einen Term hervor, hier und im Fenster</translation>
    </message>
    <message>
        <source>Double click, or Enter, on a head</source>
        <translation>Doppelklick, oder Enter, auf einem Kopf</translation>
    </message>
    <message>
        <source>See it alone; once more, all heads</source>
        <translation>Zeigt ihn allein; noch einmal alle Köpfe</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on the curves</source>
        <translation>Zeigen, oder Pfeiltasten, auf den Kurven</translation>
    </message>
    <message>
        <source>Read a moment; it is marked on the timeline</source>
        <translation>Liest einen Moment ab; er ist auf der Zeitleiste markiert</translation>
    </message>
    <message>
        <source>Click a joint of the Masking tab, or Enter</source>
        <translation>Ein Gelenk des Reiters Maskieren anklicken, oder Enter</translation>
    </message>
    <message>
        <source>Hide it from the network, or show it again</source>
        <translation>Verbirgt es vor dem Netz, oder zeigt es wieder</translation>
    </message>
    <message>
        <source>Drag, or arrow keys with Shift, on its strip</source>
        <translation>Ziehen, oder Pfeiltasten mit Umschalt, auf seinem Streifen</translation>
    </message>
    <message>
        <source>Hide a stretch of time; Delete shows it again</source>
        <translation>Verbirgt eine Zeitspanne; Entf zeigt sie wieder</translation>
    </message>
    <message>
        <source>Page Down, Page Up, while presenting</source>
        <translation>Bild ab, Bild auf, während der Präsentation</translation>
    </message>
    <message>
        <source>Next map, or page of the lesson; back</source>
        <translation>Nächste Karte oder Seite des Kurses; zurück</translation>
    </message>
    <message>
        <source>B or period, while presenting</source>
        <translation>B oder Punkt, während der Präsentation</translation>
    </message>
    <message>
        <source>Black screen; once more, light again</source>
        <translation>Schwarzer Bildschirm; noch einmal wieder hell</translation>
    </message>
    <message>
        <source>Esc, while presenting</source>
        <translation>Esc, während der Präsentation</translation>
    </message>
    <message>
        <source>End the presentation</source>
        <translation>Beendet die Präsentation</translation>
    </message>
    <message>
        <source>Enter, or a double click, in What it knows</source>
        <translation>Enter, oder Doppelklick, in den Aktionen</translation>
    </message>
    <message>
        <source>Act the chosen action out</source>
        <translation>Führt die gewählte Aktion aus</translation>
    </message>
    <message>
        <source>Esc, while acting an action out</source>
        <translation>Esc, während eine Aktion ausgeführt wird</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Beendet es</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Umschalt+Tab</translation>
    </message>
    <message>
        <source>Go through all controls</source>
        <translation>Geht durch alle Bedienelemente</translation>
    </message>
    <message>
        <source>Enter, on a button, a box or a list</source>
        <translation>Enter, auf einem Knopf, Kästchen oder einer Liste</translation>
    </message>
    <message>
        <source>Press it, tick it, open it: the space bar plays and pauses</source>
        <translation>Drückt, setzt den Haken, öffnet: Die Leertaste spielt ab und hält an</translation>
    </message>
    <message>
        <source>Alt and the underlined letter</source>
        <translation>Alt und der unterstrichene Buchstabe</translation>
    </message>
    <message>
        <source>Open a menu; arrow keys and Enter choose in it</source>
        <translation>Öffnet ein Menü; Pfeiltasten und Enter wählen darin</translation>
    </message>
    <message>
        <source>Arrow keys, on the border of two parts</source>
        <translation>Pfeiltasten, auf dem Rand zweier Teile</translation>
    </message>
    <message>
        <source>Move it; Enter gives the timeline the height that it needs</source>
        <translation>Verschiebt ihn; Enter gibt der Zeitleiste die Höhe, die sie braucht</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Segments, every window with its five best actions, timings</source>
        <translation>Segmente, jedes Zeitfenster mit seinen fünf besten Aktionen, Zeitmessungen</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>CSV-Tabelle</translation>
    </message>
    <message>
        <source>A row for each window</source>
        <translation>Eine Zeile für jedes Zeitfenster</translation>
    </message>
    <message>
        <source>The actions as subtitles, for any video player</source>
        <translation>Die Aktionen als Untertitel, für jeden Videoplayer</translation>
    </message>
    <message>
        <source>WebVTT subtitles</source>
        <translation>WebVTT-Untertitel</translation>
    </message>
    <message>
        <source>The actions as subtitles, for web browsers</source>
        <translation>Die Aktionen als Untertitel, für Webbrowser</translation>
    </message>
    <message>
        <source>ELAN document</source>
        <translation>ELAN-Dokument</translation>
    </message>
    <message>
        <source>The actions as annotations, with a tier for each person</source>
        <translation>Die Aktionen als Annotationen, mit einer Ebene für jede Person</translation>
    </message>
    <message>
        <source>Audacity labels</source>
        <translation>Audacity-Textmarken</translation>
    </message>
    <message>
        <source>The actions as a label track</source>
        <translation>Die Aktionen als Textspur</translation>
    </message>
    <message>
        <source>Label list</source>
        <translation>Label-Liste</translation>
    </message>
    <message>
        <source>The GPU&apos;s memory is full: the network goes on on the CPU, where it is slower.</source>
        <translation>Der Speicher der GPU ist voll: Das Netz rechnet auf der CPU weiter, wo es langsamer ist.</translation>
    </message>
    <message>
        <source>Faces are hidden only of the people whom the program finds and follows. It cannot find everybody, and follows two at most: look through the video before you show it to others.</source>
        <translation>Gesichter werden nur bei Personen verdeckt, die das Programm findet und denen es folgt. Es kann nicht alle finden und folgt höchstens zweien: das Video durchsehen, bevor andere es sehen.</translation>
    </message>
    <message>
        <source>{nothing}: it looks most like none of the known actions</source>
        <translation>{nothing}: Es sieht am ehesten nach keiner der bekannten Aktionen aus</translation>
    </message>
    <message>
        <source>{label} {share}, below the threshold of {least}</source>
        <translation>{label} {share}, unter der Schwelle von {least}</translation>
    </message>
    <message>
        <source>it has {count} of the {enough} that it takes at least</source>
        <translation>es sind {count} der mindestens nötigen {enough}</translation>
    </message>
    <message>
        <source>{share} of them are recognized, {usual} of the other actions&apos; examples</source>
        <translation>{share} davon werden erkannt, von denen der anderen Aktionen {usual}</translation>
    </message>
    <message>
        <source>Every action has 20 examples or more: enough to train the network itself on them, by start.py train fit --config train/configs/fine_tune_joint.yaml.</source>
        <translation>Jede Aktion hat 20 Beispiele oder mehr: genug, um das Netz selbst damit zu trainieren, mit start.py train fit --config train/configs/fine_tune_joint.yaml.</translation>
    </message>
    <message>
        <source>It is too dark: more light would help.</source>
        <translation>Es ist zu dunkel: Mehr Licht würde helfen.</translation>
    </message>
    <message>
        <source>Step back: your head is out of the picture.</source>
        <translation>Zurücktreten: Der Kopf ist nicht im Bild.</translation>
    </message>
    <message>
        <source>Step back: your feet are out of the picture.</source>
        <translation>Zurücktreten: Die Füße sind nicht im Bild.</translation>
    </message>
    <message>
        <source>Come closer: you are very small in the picture.</source>
        <translation>Näher kommen: Im Bild sehr klein zu sehen.</translation>
    </message>
    <message>
        <source>spine base</source>
        <translation>Beckenmitte</translation>
    </message>
    <message>
        <source>spine mid</source>
        <translation>Rückenmitte</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>Hals</translation>
    </message>
    <message>
        <source>left shoulder</source>
        <translation>linke Schulter</translation>
    </message>
    <message>
        <source>shoulder</source>
        <translation>Schulter</translation>
    </message>
    <message>
        <source>left elbow</source>
        <translation>linker Ellbogen</translation>
    </message>
    <message>
        <source>elbow</source>
        <translation>Ellbogen</translation>
    </message>
    <message>
        <source>left wrist</source>
        <translation>linkes Handgelenk</translation>
    </message>
    <message>
        <source>wrist</source>
        <translation>Handgelenk</translation>
    </message>
    <message>
        <source>left hand</source>
        <translation>linke Hand</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>Hand</translation>
    </message>
    <message>
        <source>right shoulder</source>
        <translation>rechte Schulter</translation>
    </message>
    <message>
        <source>right elbow</source>
        <translation>rechter Ellbogen</translation>
    </message>
    <message>
        <source>right wrist</source>
        <translation>rechtes Handgelenk</translation>
    </message>
    <message>
        <source>right hand</source>
        <translation>rechte Hand</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>linke Hüfte</translation>
    </message>
    <message>
        <source>hip</source>
        <translation>Hüfte</translation>
    </message>
    <message>
        <source>left knee</source>
        <translation>linkes Knie</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>Knie</translation>
    </message>
    <message>
        <source>left ankle</source>
        <translation>linker Knöchel</translation>
    </message>
    <message>
        <source>ankle</source>
        <translation>Knöchel</translation>
    </message>
    <message>
        <source>left foot</source>
        <translation>linker Fuß</translation>
    </message>
    <message>
        <source>foot</source>
        <translation>Fuß</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>rechte Hüfte</translation>
    </message>
    <message>
        <source>right knee</source>
        <translation>rechtes Knie</translation>
    </message>
    <message>
        <source>right ankle</source>
        <translation>rechter Knöchel</translation>
    </message>
    <message>
        <source>right foot</source>
        <translation>rechter Fuß</translation>
    </message>
    <message>
        <source>spine shoulder</source>
        <translation>Schultermitte</translation>
    </message>
    <message>
        <source>left hand tip</source>
        <translation>linke Fingerspitze</translation>
    </message>
    <message>
        <source>hand tip</source>
        <translation>Fingerspitze</translation>
    </message>
    <message>
        <source>left thumb</source>
        <translation>linker Daumen</translation>
    </message>
    <message>
        <source>thumb</source>
        <translation>Daumen</translation>
    </message>
    <message>
        <source>right hand tip</source>
        <translation>rechte Fingerspitze</translation>
    </message>
    <message>
        <source>right thumb</source>
        <translation>rechter Daumen</translation>
    </message>
    <message>
        <source>head and trunk</source>
        <translation>Kopf und Rumpf</translation>
    </message>
    <message>
        <source>left arm</source>
        <translation>linker Arm</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>Arm</translation>
    </message>
    <message>
        <source>right arm</source>
        <translation>rechter Arm</translation>
    </message>
    <message>
        <source>left leg</source>
        <translation>linkes Bein</translation>
    </message>
    <message>
        <source>leg</source>
        <translation>Bein</translation>
    </message>
    <message>
        <source>right leg</source>
        <translation>rechtes Bein</translation>
    </message>
    <message>
        <source>Ã = Aₛ + αQ</source>
        <translation>Ã = Aₛ + αQ</translation>
    </message>
    <message>
        <source>Aₛ, shared</source>
        <translation>Aₛ, geteilt</translation>
    </message>
    <message>
        <source>Q, of this movement</source>
        <translation>Q, dieser Bewegung</translation>
    </message>
    <message>
        <source>αQ, added</source>
        <translation>αQ, hinzugefügt</translation>
    </message>
    <message>
        <source>Ã − physical skeleton</source>
        <translation>Ã − körperliches Skelett</translation>
    </message>
    <message>
        <source>Physical skeleton</source>
        <translation>Körperliches Skelett</translation>
    </message>
    <message>
        <source>How the network comes from what the camera sees to its answer, in seven short pages, and three tasks. Each page shows its step in the real window, on what is playing now, and explains an equation of the paper. It needs no camera: the sample clip plays where there is none.</source>
        <translation>Wie das Netz von dem, was die Kamera sieht, zu seiner Antwort kommt, in sieben kurzen Seiten und drei Aufgaben. Jede Seite zeigt ihren Schritt im echten Fenster, an dem, was gerade läuft, und erklärt eine Gleichung des Artikels. Eine Kamera ist nicht nötig: Ohne sie läuft der Beispielclip.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Beginnen</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Fortsetzen</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Nächste Seite</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Vorige Seite</translation>
    </message>
    <message>
        <source>End the lesson</source>
        <translation>Den Kurs beenden</translation>
    </message>
    <message>
        <source>Point at a part of the equation, or walk through it with the arrow keys.</source>
        <translation>Auf einen Teil der Gleichung zeigen, oder mit den Pfeiltasten durch sie gehen.</translation>
    </message>
    <message>
        <source>Equation</source>
        <translation>Gleichung</translation>
    </message>
    <message>
        <source>The model “{model}” is open. This lesson is about MS-SA: what it points at may be missing or mean something else here. The bundled model “open” is an MS-SA: choose it in the settings (Ctrl+,).</source>
        <translation>Das Modell „{model}“ ist offen. Dieser Kurs handelt von MS-SA: Worauf sie zeigt, kann hier fehlen oder etwas anderes bedeuten. Das mitgelieferte Modell „open“ ist ein MS-SA: in den Einstellungen wählen (Strg+,).</translation>
    </message>
    <message>
        <source>Key points</source>
        <translation>Punkte am Körper</translation>
    </message>
    <message>
        <source>Of every picture only 25 joints of the body are kept, in metres. The network is given a table of numbers: where every joint was, in every frame of the last few seconds. It knows no faces, no clothes and no rooms.</source>
        <translation>Von jedem Bild bleiben nur 25 Gelenke des Körpers, in Metern. Das Netz bekommt eine Tabelle von Zahlen: wo jedes Gelenk war, in jedem Bild der letzten Sekunden. Es kennt keine Gesichter, keine Kleidung und keine Räume.</translation>
    </message>
    <message>
        <source>Section 3.1</source>
        <translation>Abschnitt 3.1</translation>
    </message>
    <message>
        <source>X is a table of C times T times V numbers.</source>
        <translation>X ist eine Tabelle aus C mal T mal V Zahlen.</translation>
    </message>
    <message>
        <source>The skeletons of the last few seconds: all that the network is given.</source>
        <translation>Die Skelette der letzten Sekunden: alles, was das Netz bekommt.</translation>
    </message>
    <message>
        <source>C channels. At first three: where a joint is across, up and away from the camera. Later blocks have more, which they have learned.</source>
        <translation>C Kanäle. Anfangs drei: wo ein Gelenk quer, nach oben und von der Kamera weg ist. Spätere Blöcke haben mehr, die sie gelernt haben.</translation>
    </message>
    <message>
        <source>T frames. The first and the last of them are marked on the timeline.</source>
        <translation>T Bilder. Das erste und das letzte davon sind auf der Zeitleiste markiert.</translation>
    </message>
    <message>
        <source>V = 25 joints. On the stage every one has a ring.</source>
        <translation>V = 25 Gelenke. Im Bild hat jedes einen Ring.</translation>
    </message>
    <message>
        <source>The skeleton is a graph</source>
        <translation>Das Skelett ist ein Graph</translation>
    </message>
    <message>
        <source>Joints are its nodes, bones its edges. In a graph convolution every joint listens to itself and to its neighbours. The map shows who listens to whom as long as nothing is learned. The left elbow is pinned: it hears the shoulder and the wrist.</source>
        <translation>Gelenke sind seine Knoten, Knochen seine Kanten. In einer Graphfaltung hört jedes Gelenk auf sich selbst und auf seine Nachbarn. Die Karte zeigt, wer auf wen hört, solange nichts gelernt ist. Der linke Ellbogen ist angeheftet: Er hört Schulter und Handgelenk.</translation>
    </message>
    <message>
        <source>Equation 1</source>
        <translation>Gleichung 1</translation>
    </message>
    <message>
        <source>X of layer l plus one equals sigma of: D tilde to the minus one half, A tilde, D tilde to the minus one half, times W of layer l, times X of layer l.</source>
        <translation>X der Schicht l plus eins gleich sigma von: D Tilde hoch minus ein halb, A Tilde, D Tilde hoch minus ein halb, mal W der Schicht l, mal X der Schicht l.</translation>
    </message>
    <message>
        <source>What the joints know after the layer.</source>
        <translation>Was die Gelenke nach der Schicht wissen.</translation>
    </message>
    <message>
        <source>σ keeps what is positive and makes the rest zero. Without such a bend ten layers could do no more than one.</source>
        <translation>σ behält, was positiv ist, und macht den Rest zu null. Ohne einen solchen Knick könnten zehn Schichten nicht mehr als eine.</translation>
    </message>
    <message>
        <source>Who listens to whom: the bones and every joint itself. D̃ shares it out, so that a joint with many neighbours hears no more than others.</source>
        <translation>Wer auf wen hört: die Knochen und jedes Gelenk selbst. D̃ teilt es auf, damit ein Gelenk mit vielen Nachbarn nicht mehr hört als andere.</translation>
    </message>
    <message>
        <source>Learned weights. They mix the channels, in the same way for every joint and frame.</source>
        <translation>Gelernte Gewichte. Sie mischen die Kanäle, gleich für jedes Gelenk und Bild.</translation>
    </message>
    <message>
        <source>What the joints knew before.</source>
        <translation>Was die Gelenke vorher wussten.</translation>
    </message>
    <message>
        <source>Four fragments</source>
        <translation>Vier Fragmente</translation>
    </message>
    <message>
        <source>The channels are divided into four fragments, and each has a graph of its own: what is worth listening to for one need not be so for another. Point at the fragments one after the other, and the map shows the graph Aₛ that each has learned.</source>
        <translation>Die Kanäle sind in vier Fragmente geteilt, und jedes hat seinen eigenen Graphen: Was für das eine hörenswert ist, muss es für ein anderes nicht sein. Auf die Fragmente nacheinander zeigen, und die Karte zeigt den Graphen Aₛ, den jedes gelernt hat.</translation>
    </message>
    <message>
        <source>Equation 2</source>
        <translation>Gleichung 2</translation>
    </message>
    <message>
        <source>O out is Y of X one, Y of X two, Y of X three and Y of X four, side by side.</source>
        <translation>O out ist Y von X eins, Y von X zwei, Y von X drei und Y von X vier, nebeneinander.</translation>
    </message>
    <message>
        <source>The results of all four side by side: as many channels as before.</source>
        <translation>Die Ergebnisse aller vier nebeneinander: so viele Kanäle wie vorher.</translation>
    </message>
    <message>
        <source>The first quarter of the channels, with the graph of fragment 1.</source>
        <translation>Das erste Viertel der Kanäle, mit dem Graphen von Fragment 1.</translation>
    </message>
    <message>
        <source>The second quarter, with the graph of fragment 2.</source>
        <translation>Das zweite Viertel, mit dem Graphen von Fragment 2.</translation>
    </message>
    <message>
        <source>The third quarter, with the graph of fragment 3.</source>
        <translation>Das dritte Viertel, mit dem Graphen von Fragment 3.</translation>
    </message>
    <message>
        <source>The last quarter, with the graph of fragment 4.</source>
        <translation>Das letzte Viertel, mit dem Graphen von Fragment 4.</translation>
    </message>
    <message>
        <source>A graph that follows the movement</source>
        <translation>Ein Graph, der der Bewegung folgt</translation>
    </message>
    <message>
        <source>Two graphs are added. Aₛ was learned in training and is the same for every movement; Q comes from this very movement. You see where this movement changes the map most, and on the stage its strongest links between joints that no bone connects: warm ones add what they hear, dashed cold ones take it away.</source>
        <translation>Zwei Graphen werden addiert. Aₛ wurde im Training gelernt und ist für jede Bewegung gleich; Q kommt von genau dieser Bewegung. Zu sehen ist, wo diese Bewegung die Karte am meisten ändert, und im Bild ihre stärksten Verbindungen zwischen Gelenken, die kein Knochen verbindet: Warme fügen hinzu, was sie hören, gestrichelte kalte nehmen es weg.</translation>
    </message>
    <message>
        <source>Equations 5 and 6</source>
        <translation>Gleichungen 5 und 6</translation>
    </message>
    <message>
        <source>A tilde equals A s plus alpha times Q. Q comes from sigma of psi of x i minus phi of x j.</source>
        <translation>A Tilde gleich A s plus alpha mal Q. Q kommt von sigma von psi von x i minus phi von x j.</translation>
    </message>
    <message>
        <source>The graph that is used: the sum, another one in every channel.</source>
        <translation>Der Graph, der benutzt wird: die Summe, ein anderer in jedem Kanal.</translation>
    </message>
    <message>
        <source>The shared graph. It began along the bones of the skeleton; what is more, and what is less, was learned.</source>
        <translation>Der geteilte Graph. Er begann entlang der Knochen des Skeletts; was mehr ist und was weniger, wurde gelernt.</translation>
    </message>
    <message>
        <source>α tells how much Q counts. It is learned too and began at 0. The line above the map tells by how much αQ changes it at most.</source>
        <translation>α sagt, wie viel Q zählt. Es wird auch gelernt und begann bei 0. Die Zeile über der Karte sagt, um wie viel αQ sie höchstens ändert.</translation>
    </message>
    <message>
        <source>This movement&apos;s own graph. Watch it change while somebody moves.</source>
        <translation>Der eigene Graph dieser Bewegung. Er ändert sich, während sich jemand bewegt.</translation>
    </message>
    <message>
        <source>What Q is made of: how what joint i would like to hear (ψ) differs from what joint j has to tell (φ), on average over time.</source>
        <translation>Woraus Q besteht: wie sich, was Gelenk i hören möchte (ψ), von dem unterscheidet, was Gelenk j zu sagen hat (φ), im Mittel über die Zeit.</translation>
    </message>
    <message>
        <source>Several scales of time</source>
        <translation>Mehrere Zeitskalen</translation>
    </message>
    <message>
        <source>Now every joint looks along time. Four convolutions look at a few frames each that are one, two, three or four frames apart: what is quick and what is slow is seen at once. The first, the middle and the last frame of one of them are marked on the timeline; their skeletons stand beside the map.</source>
        <translation>Nun blickt jedes Gelenk die Zeit entlang. Vier Faltungen betrachten je einige Bilder, die ein, zwei, drei oder vier Bilder auseinander liegen: Schnelles und Langsames wird zugleich gesehen. Das erste, das mittlere und das letzte Bild einer von ihnen sind auf der Zeitleiste markiert; ihre Skelette stehen neben der Karte.</translation>
    </message>
    <message>
        <source>Equation 9</source>
        <translation>Gleichung 9</translation>
    </message>
    <message>
        <source>Z is Out one, Conv one, Out two, Conv two, Conv three and Conv four, side by side.</source>
        <translation>Z ist Out eins, Conv eins, Out zwei, Conv zwei, Conv drei und Conv vier, nebeneinander.</translation>
    </message>
    <message>
        <source>All parts side by side; a last convolution brings them back to as many channels as before.</source>
        <translation>Alle Teile nebeneinander; eine letzte Faltung bringt sie auf so viele Kanäle wie vorher.</translation>
    </message>
    <message>
        <source>Attention in the first branch: the next page tells of it.</source>
        <translation>Aufmerksamkeit im ersten Zweig: Davon handelt die nächste Seite.</translation>
    </message>
    <message>
        <source>Frames that follow each other.</source>
        <translation>Bilder, die aufeinander folgen.</translation>
    </message>
    <message>
        <source>Attention in the second branch: the next page tells of it.</source>
        <translation>Aufmerksamkeit im zweiten Zweig: Davon handelt die nächste Seite.</translation>
    </message>
    <message>
        <source>Every second frame.</source>
        <translation>Jedes zweite Bild.</translation>
    </message>
    <message>
        <source>Every third frame.</source>
        <translation>Jedes dritte Bild.</translation>
    </message>
    <message>
        <source>Every fourth frame: the longest view of the four.</source>
        <translation>Jedes vierte Bild: der weiteste Blick der vier.</translation>
    </message>
    <message>
        <source>Attention: any moment, however far</source>
        <translation>Aufmerksamkeit: jeder Moment, wie fern auch immer</translation>
    </message>
    <message>
        <source>A convolution sees what is near; attention sees the whole window. Every moment asks all others how well they fit, and takes from each its share. The map shows the shares. The largest between distant moments is pointed at: both stand beside the map and on the timeline.</source>
        <translation>Eine Faltung sieht, was nah ist; Aufmerksamkeit sieht das ganze Zeitfenster. Jeder Moment fragt alle anderen, wie gut sie passen, und nimmt von jedem dessen Anteil. Die Karte zeigt die Anteile. Auf den größten zwischen fernen Momenten wird gezeigt: Beide stehen neben der Karte und auf der Zeitleiste.</translation>
    </message>
    <message>
        <source>Equation 8</source>
        <translation>Gleichung 8</translation>
    </message>
    <message>
        <source>Out n equals softmax of: Q n times K n transposed, divided by the root of C; times V n.</source>
        <translation>Out n gleich Softmax von: Q n mal K n transponiert, geteilt durch die Wurzel aus C; mal V n.</translation>
    </message>
    <message>
        <source>What a moment has taken from all others.</source>
        <translation>Was ein Moment von allen anderen genommen hat.</translation>
    </message>
    <message>
        <source>Makes shares of the fits: none is negative, and every row of the map sums to 100 %.</source>
        <translation>Macht aus den Passungen Anteile: Keiner ist negativ, und jede Zeile der Karte ergibt 100 %.</translation>
    </message>
    <message>
        <source>How well what a moment asks for (query Q) fits what another one offers (key K). The root keeps the numbers small.</source>
        <translation>Wie gut das, was ein Moment verlangt (Query Q), zu dem passt, was ein anderer bietet (Key K). Die Wurzel hält die Zahlen klein.</translation>
    </message>
    <message>
        <source>What a moment hands over to those who look at it.</source>
        <translation>Was ein Moment denen übergibt, die auf ihn blicken.</translation>
    </message>
    <message>
        <source>Four heads look in four ways; head 1 is shown alone. A double click on a small map shows another one.</source>
        <translation>Vier Köpfe blicken auf vier Weisen; Kopf 1 ist allein zu sehen. Ein Doppelklick auf eine kleine Karte zeigt einen anderen.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>Die Antwort</translation>
    </message>
    <message>
        <source>Ten blocks work like this, one after the other. In the end everything is averaged over frames and joints, and a last layer weighs it for each action. Where none is probable enough, the honest answer is: no known action. What an answer hangs on, the Masking tab tries out.</source>
        <translation>Zehn Blöcke arbeiten so, einer nach dem anderen. Am Ende wird alles über Bilder und Gelenke gemittelt, und eine letzte Schicht wägt es für jede Aktion ab. Wo keine wahrscheinlich genug ist, lautet die ehrliche Antwort: keine bekannte Aktion. Wovon eine Antwort abhängt, probiert der Reiter Maskieren aus.</translation>
    </message>
    <message>
        <source>Not in the paper</source>
        <translation>Nicht im Artikel</translation>
    </message>
    <message>
        <source>p equals softmax of W times the mean of Z, plus b.</source>
        <translation>p gleich Softmax von W mal dem Mittel von Z, plus b.</translation>
    </message>
    <message>
        <source>A probability for each action: the bars on the stage, smoothed over a moment, and the curves on the timeline.</source>
        <translation>Eine Wahrscheinlichkeit für jede Aktion: die Balken unter dem Bild, über einen Moment geglättet, und die Kurven auf der Zeitleiste.</translation>
    </message>
    <message>
        <source>Learned: how much each feature speaks for each action.</source>
        <translation>Gelernt: wie sehr jedes Merkmal für jede Aktion spricht.</translation>
    </message>
    <message>
        <source>What the last block found, averaged over all frames and joints.</source>
        <translation>Was der letzte Block gefunden hat, gemittelt über alle Bilder und Gelenke.</translation>
    </message>
    <message>
        <source>Learned: how probable each action is before anything is seen.</source>
        <translation>Gelernt: wie wahrscheinlich jede Aktion ist, bevor etwas zu sehen ist.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Prüfen</translation>
    </message>
    <message>
        <source>Show the solution</source>
        <translation>Lösung zeigen</translation>
    </message>
    <message>
        <source>Go to the moment</source>
        <translation>Zum Moment gehen</translation>
    </message>
    <message>
        <source>Choose, and press Check. Where to look is up to you: all of the window can be used.</source>
        <translation>Wählen und „Prüfen“ drücken. Wo nachgesehen wird, ist frei: Das ganze Fenster lässt sich benutzen.</translation>
    </message>
    <message>
        <source>The model is not loaded yet.</source>
        <translation>Das Modell ist noch nicht geladen.</translation>
    </message>
    <message>
        <source>This task is made for the bundled model “open”, and “{model}” is loaded: choose “open” in the settings (Ctrl+,).</source>
        <translation>Diese Aufgabe ist für das mitgelieferte Modell „open“ gemacht, und „{model}“ ist geladen: „open“ in den Einstellungen wählen (Strg+,).</translation>
    </message>
    <message>
        <source>This task is about the sample clip.</source>
        <translation>Diese Aufgabe handelt vom Beispielclip.</translation>
    </message>
    <message>
        <source>This task is about the jumping jacks at {time} of the sample clip.</source>
        <translation>Diese Aufgabe handelt von den Hampelmännern bei {time} des Beispielclips.</translation>
    </message>
    <message>
        <source>Every joint is being hidden in turn: check again in a moment.</source>
        <translation>Jedes Gelenk wird der Reihe nach verborgen: gleich noch einmal prüfen.</translation>
    </message>
    <message>
        <source>Task: the joint that counts most</source>
        <translation>Aufgabe: das Gelenk, das am meisten zählt</translation>
    </message>
    <message>
        <source>The sample person does jumping jacks. Which single joint does that answer hang on most? Hide joints one after the other in the Masking tab, and see how far “jumping jack” falls: hide the right one, and it is far too improbable to be named.</source>
        <translation>Die Person des Beispiels macht Hampelmänner. Von welchem einzelnen Gelenk hängt diese Antwort am meisten ab? Im Reiter Maskieren Gelenke nacheinander verbergen und sehen, wie weit „jumping jack“ fällt: Ist das richtige verborgen, ist die Aktion viel zu unwahrscheinlich, um genannt zu werden.</translation>
    </message>
    <message>
        <source>Right. Without the {joint}, “{label}” falls from {before} to {after}. The others do less: the colours in the Masking tab show by how much.</source>
        <translation>Richtig. Gelenk: {joint}. Ohne fällt „{label}“ von {before} auf {after}. Die anderen tun weniger: Die Farben im Reiter Maskieren zeigen, wie viel.</translation>
    </message>
    <message>
        <source>Not this one: without the {joint}, “{label}” has {after}, and with it {before}. Another joint counts more.</source>
        <translation>Nicht dieses: Ohne {joint} hat „{label}“ {after}, und damit {before}. Ein anderes Gelenk zählt mehr.</translation>
    </message>
    <message>
        <source>It is the {joint}: without it, “{label}” falls from {before} to {after}. The tab shows it hidden.</source>
        <translation>Das Gelenk ist: {joint}. Ohne fällt „{label}“ von {before} auf {after}. Der Reiter zeigt es verborgen.</translation>
    </message>
    <message>
        <source>Task: the strongest link</source>
        <translation>Aufgabe: die stärkste Verbindung</translation>
    </message>
    <message>
        <source>In block 5, fragment 4, which joint listens most strongly to which, of those that no bone connects? Choose block and fragment in the Topology tab, and look for the strongest colour, or let the strongest links be drawn (L). Rows listen, columns are listened to.</source>
        <translation>Welches Gelenk hört in Block 5, Fragment 4 am stärksten auf welches, unter denen, die kein Knochen verbindet? Im Reiter Topologie Block und Fragment wählen und die stärkste Farbe suchen, oder die stärksten Verbindungen zeichnen lassen (L). Zeilen hören, auf Spalten wird gehört.</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Es hört</translation>
    </message>
    <message>
        <source>to</source>
        <translation>auf</translation>
    </message>
    <message>
        <source>Right: the {target} listens to the {source} with a weight of {weight}. No bone leads there: the network has learned that one tells about the other.</source>
        <translation>Richtig: {target} hört auf {source}, mit einem Gewicht von {weight}. Kein Knochen führt dorthin: Das Netz hat gelernt, dass das eine etwas über das andere verrät.</translation>
    </message>
    <message>
        <source>Not these two: the {target} listens to the {source} with a weight of {weight}. Two others are linked more strongly, without a bone between them.</source>
        <translation>Nicht diese beiden: {target} hört auf {source}, mit einem Gewicht von {weight}. Zwei andere sind stärker verbunden, ohne einen Knochen dazwischen.</translation>
    </message>
    <message>
        <source>The {target} listens to the {source} with a weight of {weight}. The map has this block and fragment now, and the joint is pinned.</source>
        <translation>{target} hört auf {source}, mit einem Gewicht von {weight}. Die Karte hat jetzt diesen Block und dieses Fragment, und das Gelenk ist angeheftet.</translation>
    </message>
    <message>
        <source>Task: where it looks</source>
        <translation>Aufgabe: wohin es blickt</translation>
    </message>
    <message>
        <source>Which moment does the last block look at most? Choose block 10 and branch 1 in the Attention tab: the brightest column belongs to the moment that most others look at. Its time stands below the map; 0 is the window&apos;s end.</source>
        <translation>Auf welchen Moment blickt der letzte Block am meisten? Im Reiter Aufmerksamkeit Block 10 und Zweig 1 wählen: Die hellste Spalte gehört zu dem Moment, auf den die meisten anderen blicken. Seine Zeit steht unter der Karte; 0 ist das Ende des Zeitfensters.</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Moment</translation>
    </message>
    <message>
        <source>Right: {moment} gets {share} of all attention; evenly spread it would be {even}. Whether the answer needs that moment is another question: the Masking tab can hide it.</source>
        <translation>Richtig: {moment} bekommt {share} aller Aufmerksamkeit; gleichmäßig verteilt wären es {even}. Ob die Antwort diesen Moment braucht, ist eine andere Frage: Der Reiter Maskieren kann ihn verbergen.</translation>
    </message>
    <message>
        <source>Not this one: {moment} gets {share} of all attention. Another moment gets more.</source>
        <translation>Nicht dieser: {moment} bekommt {share} aller Aufmerksamkeit. Ein anderer Moment bekommt mehr.</translation>
    </message>
    <message>
        <source>{moment}, which gets {share} of all attention; evenly spread it would be {even}. The map shows this block now.</source>
        <translation>{moment}, mit {share} aller Aufmerksamkeit; gleichmäßig verteilt wären es {even}. Die Karte zeigt jetzt diesen Block.</translation>
    </message>
    <message>
        <source>What you have seen</source>
        <translation>Was zu sehen war</translation>
    </message>
    <message>
        <source>25 joints go in; graphs say which joint listens to which, some learned once, some brought about by the movement; convolutions and attention look along time; a last layer names the action, or none. Maps show what may be used, masking what is needed.</source>
        <translation>25 Gelenke gehen hinein; Graphen sagen, welches Gelenk auf welches hört, manche ein für alle Mal gelernt, manche von der Bewegung hervorgebracht; Faltungen und Aufmerksamkeit blicken die Zeit entlang; eine letzte Schicht nennt die Aktion, oder keine. Karten zeigen, was benutzt werden kann, Maskieren, was gebraucht wird.</translation>
    </message>
    <message>
        <source>What to try next: your own movement before a camera, a video of your own, and the moments at which the program is wrong.</source>
        <translation>Was als Nächstes zu versuchen ist: eigene Bewegungen vor einer Kamera, ein eigenes Video, und die Momente, in denen das Programm irrt.</translation>
    </message>
    <message>
        <source>Camera or video…</source>
        <translation>Kamera oder Video …</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Vergleichen …</translation>
    </message>
    <message>
        <source>Read on…</source>
        <translation>Weiterlesen …</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glossar</translation>
    </message>
    <message>
        <source>Search the terms</source>
        <translation>Die Begriffe durchsuchen</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Begriffe</translation>
    </message>
    <message>
        <source>Show it: {where}</source>
        <translation>Zeigen: {where}</translation>
    </message>
    <message>
        <source>{count} of {all} terms</source>
        <translation>{count} von {all} Begriffen</translation>
    </message>
    <message>
        <source>No term has this in it.</source>
        <translation>Das kommt in keinem Begriff vor.</translation>
    </message>
    <message>
        <source>αQ</source>
        <translation>αQ</translation>
    </message>
    <message>
        <source>What this movement adds to the shared graph Aₛ of a block and fragment: Q, which the movement brings about, times α, which is learned and tells how much Q counts.</source>
        <translation>Was diese Bewegung zum geteilten Graphen Aₛ eines Blocks und Fragments hinzufügt: Q, das die Bewegung hervorbringt, mal α, das gelernt ist und sagt, wie viel Q zählt.</translation>
    </message>
    <message>
        <source>Topology, Map: αQ</source>
        <translation>Topologie, Karte: αQ</translation>
    </message>
    <message>
        <source>Aₛ, shared topology</source>
        <translation>Aₛ, geteilte Topologie</translation>
    </message>
    <message>
        <source>Who listens to whom as training has left it: 25 × 25 numbers for each fragment of each block, the same for every movement. It began along the bones.</source>
        <translation>Wer auf wen hört, wie das Training es hinterlassen hat: 25 × 25 Zahlen für jedes Fragment jedes Blocks, für jede Bewegung gleich. Sie begann entlang der Knochen.</translation>
    </message>
    <message>
        <source>Topology, Map: Aₛ</source>
        <translation>Topologie, Karte: Aₛ</translation>
    </message>
    <message>
        <source>Shares by which every moment of the window looks at every other. A row is the moment that looks (query), a column the one looked at (key); each row sums to 100 %. It shows where the network looks, not what the answer needs.</source>
        <translation>Anteile, mit denen jeder Moment des Zeitfensters auf jeden anderen blickt. Eine Zeile ist der Moment, der blickt (Query), eine Spalte der, auf den geblickt wird (Key); jede Zeile ergibt 100 %. Sie zeigt, wohin das Netz blickt, nicht, was die Antwort braucht.</translation>
    </message>
    <message>
        <source>One of the network&apos;s ten layers. Each mixes what joints know of each other, then what moments know of each other, and hands its result to the next.</source>
        <translation>Eine der zehn Schichten des Netzes. Jede mischt, was Gelenke voneinander wissen, dann, was Momente voneinander wissen, und gibt ihr Ergebnis der nächsten.</translation>
    </message>
    <message>
        <source>Topology, Block and Overview</source>
        <translation>Topologie, Block und Übersicht</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Vergleichen</translation>
    </message>
    <message>
        <source>Two moments, people, videos or models side by side, with the difference of their maps on one scale.</source>
        <translation>Zwei Momente, Personen, Videos oder Modelle nebeneinander, mit der Differenz ihrer Karten auf einer Skala.</translation>
    </message>
    <message>
        <source>Decisions: careful, balanced, eager</source>
        <translation>Entscheidungen: vorsichtig, ausgewogen, eifrig</translation>
    </message>
    <message>
        <source>How readily a label is given. Careful rules name less and are wrong less often, eager ones name more and sooner. Not every model has all three.</source>
        <translation>Wie bereitwillig ein Label gegeben wird. Vorsichtige Regeln nennen weniger und irren seltener, eifrige nennen mehr und früher. Nicht jedes Modell hat alle drei.</translation>
    </message>
    <message>
        <source>A quarter of a block&apos;s channels with a graph of its own, since what is worth listening to for one need not be so for another.</source>
        <translation>Ein Viertel der Kanäle eines Blocks mit eigenem Graphen, da, was für das eine hörenswert ist, es für ein anderes nicht sein muss.</translation>
    </message>
    <message>
        <source>Topology, Fragment</source>
        <translation>Topologie, Fragment</translation>
    </message>
    <message>
        <source>Attention looks several ways at once; each way is a head, with a map of its own. A double click shows one alone.</source>
        <translation>Aufmerksamkeit blickt auf mehrere Weisen zugleich; jede Weise ist ein Kopf, mit eigener Karte. Ein Doppelklick zeigt einen allein.</translation>
    </message>
    <message>
        <source>Attention, Head</source>
        <translation>Aufmerksamkeit, Kopf</translation>
    </message>
    <message>
        <source>One of the 25 points of the body that the network is given, in metres. It sees nothing else: no picture, no face, no room.</source>
        <translation>Einer der 25 Punkte des Körpers, die das Netz bekommt, in Metern. Sonst sieht es nichts: kein Bild, kein Gesicht, keinen Raum.</translation>
    </message>
    <message>
        <source>Label, action</source>
        <translation>Label, Aktion</translation>
    </message>
    <message>
        <source>A name that the model can give, of those that it learned. Movements that it never learned get none, or a wrong one.</source>
        <translation>Ein Name, den das Modell geben kann, von denen, die es gelernt hat. Bewegungen, die es nie gelernt hat, bekommen keinen, oder einen falschen.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Verbindung</translation>
    </message>
    <message>
        <source>One cell of a topology: how much one joint (the row) listens to another (the column). Warm ones add what is heard, cold ones take it away. A strong link may be used; whether the answer needs it, masking tells.</source>
        <translation>Eine Zelle einer Topologie: wie sehr ein Gelenk (die Zeile) auf ein anderes (die Spalte) hört. Warme fügen hinzu, was gehört wird, kalte nehmen es weg. Eine starke Verbindung kann benutzt werden; ob die Antwort sie braucht, sagt das Maskieren.</translation>
    </message>
    <message>
        <source>Topology, Strongest links</source>
        <translation>Topologie, Stärkste Verbindungen</translation>
    </message>
    <message>
        <source>Joints or a stretch of time are hidden from the network, and it is asked again. What makes the answer fall was needed for it.</source>
        <translation>Gelenke oder eine Zeitspanne werden vor dem Netz verborgen, und es wird neu gefragt. Was die Antwort fallen lässt, wurde für sie gebraucht.</translation>
    </message>
    <message>
        <source>Mirrored source</source>
        <translation>Gespiegelte Quelle</translation>
    </message>
    <message>
        <source>A video that shows people as a mirror does, as many selfies do. Left and right are then swapped back before anything is recognized. Mirroring the display changes nothing but the picture.</source>
        <translation>Ein Video, das Personen wie ein Spiegel zeigt, wie viele Selfies. Links und rechts werden dann zurückgetauscht, bevor etwas erkannt wird. Die Anzeige zu spiegeln ändert nur das Bild.</translation>
    </message>
    <message>
        <source>The weights that training has left, the actions they know, and the rules by which one is named.</source>
        <translation>Die Gewichte, die das Training hinterlassen hat, die Aktionen, die sie kennen, und die Regeln, nach denen eine genannt wird.</translation>
    </message>
    <message>
        <source>The answer where no action is probable enough, or where the movement looks most like none of them.</source>
        <translation>Die Antwort, wo keine Aktion wahrscheinlich genug ist, oder wo die Bewegung am ehesten nach keiner davon aussieht.</translation>
    </message>
    <message>
        <source>Lesson, the page on the answer</source>
        <translation>Kurs, die Seite zur Antwort</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Wahrscheinlichkeit</translation>
    </message>
    <message>
        <source>How much of 100 % an action gets. It is sure to sum up, and not sure to be right: of movements unlike all that was learned it means little.</source>
        <translation>Wie viel von 100 % eine Aktion bekommt. Die Summe stimmt sicher, das Urteil nicht: Bei Bewegungen, die allem Gelernten unähnlich sind, bedeutet sie wenig.</translation>
    </message>
    <message>
        <source>Masking, the bars</source>
        <translation>Maskieren, die Balken</translation>
    </message>
    <message>
        <source>Q, dynamic topology</source>
        <translation>Q, dynamische Topologie</translation>
    </message>
    <message>
        <source>Who listens to whom because of this very movement: from how what a joint asks for differs from what another one offers, on average over time.</source>
        <translation>Wer auf wen hört wegen genau dieser Bewegung: daraus, wie sich, was ein Gelenk verlangt, von dem unterscheidet, was ein anderes bietet, im Mittel über die Zeit.</translation>
    </message>
    <message>
        <source>Topology, Map: Q</source>
        <translation>Topologie, Karte: Q</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segment</translation>
    </message>
    <message>
        <source>A stretch of time in which one person was given one label: a bar on the timeline. It can be renamed, split, joined, moved and removed.</source>
        <translation>Eine Zeitspanne, in der eine Person ein Label bekam: ein Balken auf der Zeitleiste. Es lässt sich umbenennen, teilen, verbinden, verschieben und entfernen.</translation>
    </message>
    <message>
        <source>the next one on the timeline</source>
        <translation>das nächste auf der Zeitleiste</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Signal</translation>
    </message>
    <message>
        <source>How one joint moves about the spine base in the window: sideways, up, away from the camera, or its speed.</source>
        <translation>Wie sich ein Gelenk im Zeitfenster um die Beckenmitte bewegt: seitwärts, aufwärts, von der Kamera weg, oder sein Tempo.</translation>
    </message>
    <message>
        <source>The probability that an action must reach to be named. It is the mark on each bar below the picture.</source>
        <translation>Die Wahrscheinlichkeit, die eine Aktion erreichen muss, um genannt zu werden. Sie ist der Strich auf jedem Balken unter dem Bild.</translation>
    </message>
    <message>
        <source>Settings, Decisions</source>
        <translation>Einstellungen, Entscheidungen</translation>
    </message>
    <message>
        <source>Topology, Ã</source>
        <translation>Topologie, Ã</translation>
    </message>
    <message>
        <source>The graph that a block uses: Ã = Aₛ + αQ, 25 × 25 numbers. A row is the joint that listens, a column the one listened to.</source>
        <translation>Der Graph, den ein Block benutzt: Ã = Aₛ + αQ, 25 × 25 Zahlen. Eine Zeile ist das Gelenk, das hört, eine Spalte das, auf das gehört wird.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Zeitfenster</translation>
    </message>
    <message>
        <source>The last two seconds or so of one person, which the network judges at once, five times a second. Its place is marked on the timeline of a file.</source>
        <translation>Die letzten etwa zwei Sekunden einer Person, über die das Netz auf einmal urteilt, fünfmal in der Sekunde. Seine Stelle ist auf der Zeitleiste einer Datei markiert.</translation>
    </message>
    <message>
        <source>Attention, whose axes are a window&apos;s moments</source>
        <translation>Aufmerksamkeit, deren Achsen die Momente eines Zeitfensters sind</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>Schwarzer Bildschirm</translation>
    </message>
    <message>
        <source>A recording was cut off when the program ended: what there is of it is kept as {name}.</source>
        <translation>Eine Aufnahme wurde abgebrochen, als das Programm endete: Was es von ihr gibt, liegt in {name}.</translation>
    </message>
</context>
</TS>
