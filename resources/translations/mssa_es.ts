<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_ES">
<context>
    <name></name>
    <message>
        <source>Again</source>
        <translation>Otra vez</translation>
    </message>
    <message>
        <source>Next action</source>
        <translation>Acción siguiente</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>Listo</translation>
    </message>
    <message>
        <source>Watch what is playing</source>
        <translation>Observar lo que se reproduce</translation>
    </message>
    <message>
        <source>How probable the action is, and what it is taken for instead</source>
        <translation>Qué probabilidad tiene la acción y por cuál se toma en su lugar</translation>
    </message>
    <message>
        <source>{label} · more like {other}</source>
        <translation>{label} · más bien {other}</translation>
    </message>
    <message>
        <source>Step back until your whole body is seen.</source>
        <translation>Alejarse hasta que se vea todo el cuerpo.</translation>
    </message>
    <message>
        <source>Get ready: do it when the count-down is over.</source>
        <translation>Prepararse: empieza al terminar la cuenta atrás.</translation>
    </message>
    <message>
        <source>Go! It is being watched.</source>
        <translation>¡Ya! Se está observando.</translation>
    </message>
    <message>
        <source>Do it as the figure does, in full, and again and again.</source>
        <translation>Hacerlo como la figura, por completo y varias veces.</translation>
    </message>
    <message>
        <source>The camera is being opened…</source>
        <translation>Se está abriendo la cámara…</translation>
    </message>
    <message>
        <source>The picture stands still: the space bar lets it go on.</source>
        <translation>La imagen está detenida: la barra espaciadora la reanuda.</translation>
    </message>
    <message>
        <source>You have left the picture before it was recognized.</source>
        <translation>Se salió de la imagen antes de reconocer la acción.</translation>
    </message>
    <message>
        <source>No camera could be opened. Connect one, and press Again.</source>
        <translation>No se pudo abrir ninguna cámara. Conectar una y pulsar «Otra vez».</translation>
    </message>
    <message>
        <source>No camera could be opened. Connect one, and press Again. Or watch how it takes what is being played.</source>
        <translation>No se pudo abrir ninguna cámara. Conectar una y pulsar «Otra vez». O ver por qué se toma lo que se está reproduciendo.</translation>
    </message>
    <message>
        <source>The camera gives no pictures any more.</source>
        <translation>La cámara ya no da imágenes.</translation>
    </message>
    <message>
        <source>What was being played has ended before it was recognized.</source>
        <translation>La reproducción terminó antes de reconocer la acción.</translation>
    </message>
    <message>
        <source>Another source was opened.</source>
        <translation>Se abrió otra fuente.</translation>
    </message>
    <message>
        <source>Another model answers now.</source>
        <translation>Ahora responde otro modelo.</translation>
    </message>
    <message>
        <source>The model in use does not know it.</source>
        <translation>El modelo en uso no la conoce.</translation>
    </message>
    <message>
        <source>Recognition is paused: nobody is looked for.</source>
        <translation>El reconocimiento está en pausa: no se busca a nadie.</translation>
    </message>
    <message>
        <source>The model is not loaded yet: try again in a moment.</source>
        <translation>El modelo aún no está cargado: intentarlo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Act: {action}</source>
        <translation>Hacer: {action}</translation>
    </message>
    <message>
        <source>Recognized as {action} after {seconds:.1f} s, {share}.</source>
        <translation>Reconocida como {action} tras {seconds:.1f} s, {share}.</translation>
    </message>
    <message>
        <source>Recognized after {seconds:.1f} s</source>
        <translation>Reconocida tras {seconds:.1f} s</translation>
    </message>
    <message>
        <source>It is taken for {named}.</source>
        <translation>Se toma por {named}.</translation>
    </message>
    <message>
        <source> of the {needed} that it needs</source>
        <translation> de los {needed} que necesita</translation>
    </message>
    <message>
        <source>It looks most like {label}: {share}{least}.</source>
        <translation>Lo que más parece es {label}: {share}{least}.</translation>
    </message>
    <message>
        <source>It looks like none of the actions that it knows.</source>
        <translation>No se parece a ninguna de las acciones que conoce.</translation>
    </message>
    <message>
        <source>It looks more like {label}.</source>
        <translation>Se parece más a {label}.</translation>
    </message>
    <message>
        <source>Attention</source>
        <translation>Atención</translation>
    </message>
    <message>
        <source>mean</source>
        <translation>media</translation>
    </message>
    <message>
        <source>block {block}</source>
        <translation>bloque {block}</translation>
    </message>
    <message>
        <source>attention over time</source>
        <translation>atención en el tiempo</translation>
    </message>
    <message>
        <source>adjacency between joints</source>
        <translation>adyacencia entre articulaciones</translation>
    </message>
    <message>
        <source>{what} in block {block}</source>
        <translation>{what} en el bloque {block}</translation>
    </message>
    <message>
        <source>branch {number} in block {block}</source>
        <translation>rama {number} en el bloque {block}</translation>
    </message>
    <message>
        <source>fragment {number} in block {block}</source>
        <translation>fragmento {number} en el bloque {block}</translation>
    </message>
    <message>
        <source>head {number} in block {block}</source>
        <translation>cabeza {number} en el bloque {block}</translation>
    </message>
    <message>
        <source>channel {number} in block {block}</source>
        <translation>canal {number} en el bloque {block}</translation>
    </message>
    <message>
        <source>Map</source>
        <translation>Mapa</translation>
    </message>
    <message>
        <source>Block</source>
        <translation>Bloque</translation>
    </message>
    <message>
        <source>Part</source>
        <translation>Parte</translation>
    </message>
    <message>
        <source>Channel or head</source>
        <translation>Canal o cabeza</translation>
    </message>
    <message>
        <source>{choice} of {name}</source>
        <translation>{choice} de {name}</translation>
    </message>
    <message>
        <source>branch</source>
        <translation>rama</translation>
    </message>
    <message>
        <source>head</source>
        <translation>cabeza</translation>
    </message>
    <message>
        <source>fragment</source>
        <translation>fragmento</translation>
    </message>
    <message>
        <source>channel</source>
        <translation>canal</translation>
    </message>
    <message>
        <source>Map {title}</source>
        <translation>Mapa {title}</translation>
    </message>
    <message>
        <source>query, seconds (0 is the moment)</source>
        <translation>query, segundos (0 es el momento)</translation>
    </message>
    <message>
        <source>key, seconds</source>
        <translation>key, segundos</translation>
    </message>
    <message>
        <source>bundled</source>
        <translation>incluido</translation>
    </message>
    <message>
        <source>Nothing has been recognized yet.</source>
        <translation>Aún no se ha reconocido nada.</translation>
    </message>
    <message>
        <source>Nothing was recognized here yet: play on for a moment.</source>
        <translation>Aquí aún no se ha reconocido nada: dejar que avance un momento.</translation>
    </message>
    <message>
        <source>As it was judged</source>
        <translation>Como se juzgó</translation>
    </message>
    <message>
        <source>A model folder…</source>
        <translation>Una carpeta de modelo…</translation>
    </message>
    <message>
        <source>Time of {name}</source>
        <translation>Tiempo de {name}</translation>
    </message>
    <message>
        <source>Hold {name}</source>
        <translation>Retener {name}</translation>
    </message>
    <message>
        <source>Five best of {name}</source>
        <translation>Las cinco mejores de {name}</translation>
    </message>
    <message>
        <source>Moment of {name}</source>
        <translation>Momento de {name}</translation>
    </message>
    <message>
        <source>Go to another moment that is kept</source>
        <translation>Ir a otro momento guardado</translation>
    </message>
    <message>
        <source>Model of {name}</source>
        <translation>Modelo de {name}</translation>
    </message>
    <message>
        <source>Judge the same moment by another model</source>
        <translation>Juzgar el mismo momento con otro modelo</translation>
    </message>
    <message>
        <source>{person}  ·  {source}  ·  model {title}</source>
        <translation>{person}  ·  {source}  ·  modelo {title}</translation>
    </message>
    <message>
        <source>Held: release</source>
        <translation>Retenido: soltar</translation>
    </message>
    <message>
        <source>Hold this moment</source>
        <translation>Retener el momento</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>Modelo</translation>
    </message>
    <message>
        <source>B follows the window until it is held. All is of one window alone, not smoothed over time.</source>
        <translation>B sigue a la ventana hasta que se retiene. Todo es de una sola ventana temporal, sin suavizar.</translation>
    </message>
    <message>
        <source>One shows joints, the other moments: they cannot be compared. Choose the same kind of map on both sides.</source>
        <translation>Uno muestra articulaciones, el otro momentos: no se pueden comparar. Elegir el mismo tipo de mapa en ambos lados.</translation>
    </message>
    <message>
        <source>The two windows are {a:g} s and {b:g} s long: the same place in both maps is another time.</source>
        <translation>Las dos ventanas duran {a:g} s y {b:g} s: el mismo lugar de ambos mapas es otro tiempo.</translation>
    </message>
    <message>
        <source>The two maps are of different sizes ({a} and {b}), so there is no difference to show.</source>
        <translation>Los dos mapas son de tamaños distintos ({a} y {b}), así que no hay diferencia que mostrar.</translation>
    </message>
    <message>
        <source>The network of {name} has no {lacking}.</source>
        <translation>A la red de {name} le falta: {lacking}.</translation>
    </message>
    <message>
        <source>The maps appear as soon as both sides have a moment.</source>
        <translation>Los mapas aparecen en cuanto ambos lados tienen un momento.</translation>
    </message>
    <message>
        <source>The two maps are equal.</source>
        <translation>Los dos mapas son iguales.</translation>
    </message>
    <message>
        <source>Largest difference: {size}, {share} of the largest value. {where}: A {a}, B {b}.</source>
        <translation>Mayor diferencia: {size}, {share} del valor mayor. {where}: A {a}, B {b}.</translation>
    </message>
    <message>
        <source>less than 0.1 %</source>
        <translation>menos del 0.1 %</translation>
    </message>
    <message>
        <source>Own scale for the difference</source>
        <translation>Escala propia para la diferencia</translation>
    </message>
    <message>
        <source>Own scale for the difference (×{:.0f})</source>
        <translation>Escala propia para la diferencia (×{:.0f})</translation>
    </message>
    <message>
        <source>Same map for A and B</source>
        <translation>El mismo mapa para A y B</translation>
    </message>
    <message>
        <source>B: the moment of A</source>
        <translation>B: el momento de A</translation>
    </message>
    <message>
        <source>Hold the moment of A as B too, as to see it by another model</source>
        <translation>Retener el momento de A también como B, por ejemplo para verlo con otro modelo</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>Cerrar</translation>
    </message>
    <message>
        <source>Close the comparison</source>
        <translation>Cerrar la comparación</translation>
    </message>
    <message>
        <source>Values of the cell</source>
        <translation>Valores de la celda</translation>
    </message>
    <message>
        <source>{joint} listens to {other}</source>
        <translation>{joint} escucha a: {other}</translation>
    </message>
    <message>
        <source>{query} s looks at {key} s</source>
        <translation>{query} s mira a {key} s</translation>
    </message>
    <message>
        <source>Something went wrong</source>
        <translation>Algo salió mal</translation>
    </message>
    <message>
        <source>Something went wrong in the program. You can go on, but part of it may not work any more.</source>
        <translation>Algo salió mal en el programa. Se puede seguir, pero quizá una parte ya no funcione.</translation>
    </message>
    <message>
        <source>What happened is written down in {log_file}.</source>
        <translation>Lo ocurrido está anotado en {log_file}.</translation>
    </message>
    <message>
        <source>Recognizes human actions from video, and shows what the network has learned: which joint listens to which, and which moment looks at which. Everything stays on this machine.</source>
        <translation>Reconoce acciones humanas en vídeo y muestra lo que la red ha aprendido: qué articulación escucha a cuál y qué momento mira a cuál. Todo se queda en este equipo.</translation>
    </message>
    <message>
        <source>MIT licence. The weights were trained on research data sets: for research and teaching.</source>
        <translation>Licencia MIT. Los pesos se entrenaron con conjuntos de datos de investigación: para investigación y enseñanza.</translation>
    </message>
    <message>
        <source>About {program}</source>
        <translation>Acerca de {program}</translation>
    </message>
    <message>
        <source>The paper: {paper}</source>
        <translation>El artículo: {paper}</translation>
    </message>
    <message>
        <source>The log: {log_file}</source>
        <translation>El registro: {log_file}</translation>
    </message>
    <message>
        <source>&amp;Act it out</source>
        <translation>&amp;Hacerla</translation>
    </message>
    <message>
        <source>Do it before the camera, and see as it happens how the network takes it</source>
        <translation>Hacerla ante la cámara y ver al momento por qué la toma la red</translation>
    </message>
    <message>
        <source>What it knows</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>Buscar</translation>
    </message>
    <message>
        <source>Search the actions</source>
        <translation>Buscar entre las acciones</translation>
    </message>
    <message>
        <source>Actions</source>
        <translation>Acciones</translation>
    </message>
    <message>
        <source> of {count}</source>
        <translation> de {count}</translation>
    </message>
    <message>
        <source>{count}{of} actions of the model “{model}”</source>
        <translation>{count}{of} acciones del modelo «{model}»</translation>
    </message>
    <message>
        <source>Or an address: rtsp://… or http://…</source>
        <translation>O dirección: rtsp://…, http://…</translation>
    </message>
    <message>
        <source>Address of a network camera or a video</source>
        <translation>Dirección de una cámara de red o de un vídeo</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>Nombre</translation>
    </message>
    <message>
        <source>Name for the address, where it wants one</source>
        <translation>Nombre para la dirección, si pide uno</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>Contraseña</translation>
    </message>
    <message>
        <source>Password for the address, where it wants one</source>
        <translation>Contraseña para la dirección, si pide una</translation>
    </message>
    <message>
        <source>For other programs</source>
        <translation>Para otros programas</translation>
    </message>
    <message>
        <source>Choose what to write.</source>
        <translation>Elegir qué se escribe.</translation>
    </message>
    <message>
        <source>Give the files a name, without a folder.</source>
        <translation>Dar un nombre a los archivos, sin carpeta.</translation>
    </message>
    <message>
        <source>A table for spreadsheets, and for training</source>
        <translation>Una tabla para hojas de cálculo y para entrenar</translation>
    </message>
    <message>
        <source>The tab that is open</source>
        <translation>La pestaña abierta</translation>
    </message>
    <message>
        <source>Annotated video</source>
        <translation>Vídeo anotado</translation>
    </message>
    <message>
        <source>H.264, with the actions named as they happen</source>
        <translation>H.264, con las acciones según ocurren</translation>
    </message>
    <message>
        <source>Explanation</source>
        <translation>Explicación</translation>
    </message>
    <message>
        <source>What this answer depends on, as one page</source>
        <translation>De qué depende esta respuesta, en una página</translation>
    </message>
    <message>
        <source>{shown}, as numbers</source>
        <translation>{shown}, como números</translation>
    </message>
    <message>
        <source>A table (CSV) of what the tab shows</source>
        <translation>Una tabla (CSV) de lo que muestra la pestaña</translation>
    </message>
    <message>
        <source>{shown}, as a figure</source>
        <translation>{shown}, como figura</translation>
    </message>
    <message>
        <source>With title, block, moment, all names and scale</source>
        <translation>Con título, bloque, momento, todos los nombres y escala</translation>
    </message>
    <message>
        <source>Timeline, as a figure</source>
        <translation>Línea de tiempo, como figura</translation>
    </message>
    <message>
        <source>The seconds that are in view</source>
        <translation>Los segundos que están a la vista</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>What was recognized</source>
        <translation>Lo que se reconoció</translation>
    </message>
    <message>
        <source>Pictures and numbers</source>
        <translation>Imágenes y números</translation>
    </message>
    <message>
        <source>Name of the files</source>
        <translation>Nombre de los archivos</translation>
    </message>
    <message>
        <source>Change folder…</source>
        <translation>Cambiar carpeta…</translation>
    </message>
    <message>
        <source>What is written</source>
        <translation>Lo que se escribe</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>Carpeta</translation>
    </message>
    <message>
        <source>Where the files are written</source>
        <translation>Dónde se escriben los archivos</translation>
    </message>
    <message>
        <source>Writes </source>
        <translation>Escribe </translation>
    </message>
    <message>
        <source> and {count} more</source>
        <translation> y {count} más</translation>
    </message>
    <message>
        <source>one column</source>
        <translation>una columna</translation>
    </message>
    <message>
        <source>a column and a half</source>
        <translation>columna y media</translation>
    </message>
    <message>
        <source>full page</source>
        <translation>página completa</translation>
    </message>
    <message>
        <source>SVG, to be edited</source>
        <translation>SVG, para editar</translation>
    </message>
    <message>
        <source>{width:g} mm, {words}</source>
        <translation>{width:g} mm, {words}</translation>
    </message>
    <message>
        <source>Width</source>
        <translation>Ancho</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>Resolución</translation>
    </message>
    <message>
        <source>{name} of figures</source>
        <translation>{name} de las figuras</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>En espera</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>Fallido</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>Detenido</translation>
    </message>
    <message>
        <source>Beside each file</source>
        <translation>Junto a cada archivo</translation>
    </message>
    <message>
        <source>Queue</source>
        <translation>Cola</translation>
    </message>
    <message>
        <source>Files in the queue</source>
        <translation>Archivos en la cola</translation>
    </message>
    <message>
        <source>File</source>
        <translation>Archivo</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>Progreso</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>Resultado</translation>
    </message>
    <message>
        <source>Add…</source>
        <translation>Añadir…</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>Quitar</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>Abrir</translation>
    </message>
    <message>
        <source>Open the file in the window, with its result once that is there (Enter)</source>
        <translation>Abrir el archivo en la ventana, con su resultado en cuanto exista (Intro)</translation>
    </message>
    <message>
        <source>Where results are written</source>
        <translation>Dónde se escriben los resultados</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>Elegir una carpeta…</translation>
    </message>
    <message>
        <source>SRT subtitles</source>
        <translation>Subtítulos SRT</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>Iniciar</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>Parar</translation>
    </message>
    <message>
        <source>Add videos or clips, or drop several onto the window.</source>
        <translation>Añadir vídeos o clips, o soltar varios sobre la ventana.</translation>
    </message>
    <message>
        <source>Working on {done} of {count}.</source>
        <translation>En curso {done} de {count}.</translation>
    </message>
    <message>
        <source>{done} of {count} done</source>
        <translation>{done} de {count} listos</translation>
    </message>
    <message>
        <source>, {failed} failed.</source>
        <translation>, {failed} fallidos.</translation>
    </message>
    <message>
        <source>Progress of {file}</source>
        <translation>Progreso de {file}</translation>
    </message>
    <message>
        <source>Results (JSON)</source>
        <translation>Resultados (JSON)</translation>
    </message>
    <message>
        <source>How far it is</source>
        <translation>Cuánto lleva</translation>
    </message>
    <message>
        <source>Recognizing and drawing</source>
        <translation>Reconociendo y dibujando</translation>
    </message>
    <message>
        <source>Drawing</source>
        <translation>Dibujando</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Video: what the camera or the file shows (.mp4)</source>
        <translation>Vídeo: lo que muestra la cámara o el archivo (.mp4)</translation>
    </message>
    <message>
        <source>Clip: the joints of the people, without pictures (.npz)</source>
        <translation>Clip: las articulaciones de las personas, sin imágenes (.npz)</translation>
    </message>
    <message>
        <source>A red mark shows on the picture for as long as anything is being recorded.</source>
        <translation>Una marca roja se ve en la imagen mientras se graba algo.</translation>
    </message>
    <message>
        <source>Where recordings are written</source>
        <translation>Dónde se escriben las grabaciones</translation>
    </message>
    <message>
        <source>Replace?</source>
        <translation>¿Reemplazar?</translation>
    </message>
    <message>
        <source>{name} is there already. Replace it?</source>
        <translation>{name} ya existe. ¿Reemplazarlo?</translation>
    </message>
    <message>
        <source>{count} of the files are there already. Replace them?</source>
        <translation>{count} de los archivos ya existen. ¿Reemplazarlos?</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>y {count} más</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>Reemplazar</translation>
    </message>
    <message>
        <source>Play a tone</source>
        <translation>Reproducir un tono</translation>
    </message>
    <message>
        <source>Play a sound file</source>
        <translation>Reproducir un archivo de sonido</translation>
    </message>
    <message>
        <source>Run a command</source>
        <translation>Ejecutar un comando</translation>
    </message>
    <message>
        <source>Two soft notes.</source>
        <translation>Dos notas suaves.</translation>
    </message>
    <message>
        <source>A WAV, MP3, FLAC or Ogg Vorbis file. A new sound takes the place of one that still plays.</source>
        <translation>Un archivo WAV, MP3, FLAC u Ogg Vorbis. Un sonido nuevo ocupa el lugar del que aún suena.</translation>
    </message>
    <message>
        <source>A command runs as you, and without a shell. {action}, {person}, {probability} and {time} in its arguments stand for what happened.</source>
        <translation>Un comando se ejecuta con los permisos propios y sin shell. {action}, {person}, {probability} y {time} en sus argumentos representan lo ocurrido.</translation>
    </message>
    <message>
        <source>Sounds (*.wav *.mp3 *.flac *.ogg *.oga);;All files (*)</source>
        <translation>Sonidos (*.wav *.mp3 *.flac *.ogg *.oga);;Todos los archivos (*)</translation>
    </message>
    <message>
        <source>A rule</source>
        <translation>Una regla</translation>
    </message>
    <message>
        <source>What came of it</source>
        <translation>Qué resultó</translation>
    </message>
    <message>
        <source>Try it</source>
        <translation>Probar</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>Elegir…</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>Acción</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>Qué se hace</translation>
    </message>
    <message>
        <source>Command</source>
        <translation>Comando</translation>
    </message>
    <message>
        <source>Sound file</source>
        <translation>Archivo de sonido</translation>
    </message>
    <message>
        <source>Choose a sound file</source>
        <translation>Elegir un archivo de sonido</translation>
    </message>
    <message>
        <source>Pause after it</source>
        <translation>Pausa después</translation>
    </message>
    <message>
        <source>When somebody begins</source>
        <translation>Cuando alguien empieza</translation>
    </message>
    <message>
        <source>Do this</source>
        <translation>Hacer esto</translation>
    </message>
    <message>
        <source>A sound</source>
        <translation>Un sonido</translation>
    </message>
    <message>
        <source>There is no file {what}.</source>
        <translation>No existe el archivo {what}.</translation>
    </message>
    <message>
        <source>None</source>
        <translation>Ninguna</translation>
    </message>
    <message>
        <source>Rules hold before a camera. They come from your settings alone: no file that is opened can bring one.</source>
        <translation>Las reglas valen ante una cámara. Vienen solo de los ajustes propios: ningún archivo que se abra puede traer una.</translation>
    </message>
    <message>
        <source>When an action begins</source>
        <translation>Cuando empieza una acción</translation>
    </message>
    <message>
        <source>Rules</source>
        <translation>Reglas</translation>
    </message>
    <message>
        <source>Edit…</source>
        <translation>Editar…</translation>
    </message>
    <message>
        <source>Also for recorded files, while they are played</source>
        <translation>También para archivos grabados, mientras se reproducen</translation>
    </message>
    <message>
        <source>Add a rule</source>
        <translation>Añadir una regla</translation>
    </message>
    <message>
        <source>Edit the rule</source>
        <translation>Editar la regla</translation>
    </message>
    <message>
        <source>Remove the rule</source>
        <translation>Quitar la regla</translation>
    </message>
    <message>
        <source>Play {name}</source>
        <translation>Reproducir {name}</translation>
    </message>
    <message>
        <source>Run {what}</source>
        <translation>Ejecutar {what}</translation>
    </message>
    <message>
        <source>Search for an action</source>
        <translation>Buscar una acción</translation>
    </message>
    <message>
        <source>Action, or a part of its name</source>
        <translation>Acción, o parte de su nombre</translation>
    </message>
    <message>
        <source>Where it is done</source>
        <translation>Dónde se hace</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>Tiempo</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>Persona</translation>
    </message>
    <message>
        <source>Search results in a folder…</source>
        <translation>Buscar en los resultados de una carpeta…</translation>
    </message>
    <message>
        <source>Search this session</source>
        <translation>Buscar en esta sesión</translation>
    </message>
    <message>
        <source>Enter, or a double click, goes there.</source>
        <translation>Intro, o un doble clic, lleva allí.</translation>
    </message>
    <message>
        <source>Folder with results</source>
        <translation>Carpeta con resultados</translation>
    </message>
    <message>
        <source>1 place</source>
        <translation>1 lugar</translation>
    </message>
    <message>
        <source>{count} places</source>
        <translation>{count} lugares</translation>
    </message>
    <message>
        <source>1 result</source>
        <translation>1 resultado</translation>
    </message>
    <message>
        <source>{count} results</source>
        <translation>{count} resultados</translation>
    </message>
    <message>
        <source>{places} in {results} so far</source>
        <translation>{places} en {results} por ahora</translation>
    </message>
    <message>
        <source>{places} in {results}</source>
        <translation>{places} en {results}</translation>
    </message>
    <message>
        <source>{name} is neither where the result says nor beside it.</source>
        <translation>{name} no está donde dice el resultado ni junto a él.</translation>
    </message>
    <message>
        <source>As the system</source>
        <translation>Como el sistema</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>Claro</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>Oscuro</translation>
    </message>
    <message>
        <source>The language is used from the next start on.</source>
        <translation>El idioma se usa desde el próximo inicio.</translation>
    </message>
    <message>
        <source>Fewer labels are wrong; more actions get none, and labels come later.</source>
        <translation>Menos etiquetas son erróneas; más acciones se quedan sin ella, y las etiquetas llegan más tarde.</translation>
    </message>
    <message>
        <source>Between the two: what the model was tuned for.</source>
        <translation>Entre las dos: para lo que se ajustó el modelo.</translation>
    </message>
    <message>
        <source>More actions get a label, and sooner; more labels are wrong.</source>
        <translation>Más acciones reciben etiqueta, y antes; más etiquetas son erróneas.</translation>
    </message>
    <message>
        <source>How sure the program must be before it names an action.
Careful: it is seldom wrong, but leaves more actions without a name.
Eager: it names more actions, and sooner, but is wrong more often.
Balanced lies between the two.</source>
        <translation>Cuánta seguridad necesita el programa para nombrar una acción.
Prudente: se equivoca poco, pero deja más acciones sin nombre.
Audaz: nombra más acciones, y antes, pero se equivoca más.
Equilibrada está entre las dos.</translation>
    </message>
    <message>
        <source>A file that was looked through opens again at once. The joints of the file that is open stay.</source>
        <translation>Un archivo ya analizado se abre de nuevo al instante. Las articulaciones del archivo abierto se conservan.</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>Ajustes</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>Apariencia</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>Tamaño del texto</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>Idioma</translation>
    </message>
    <message>
        <source>Decisions</source>
        <translation>Decisiones</translation>
    </message>
    <message>
        <source>Device</source>
        <translation>Dispositivo</translation>
    </message>
    <message>
        <source>People</source>
        <translation>Personas</translation>
    </message>
    <message>
        <source>One person</source>
        <translation>Una persona</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>Dos personas</translation>
    </message>
    <message>
        <source>Camera format</source>
        <translation>Formato de cámara</translation>
    </message>
    <message>
        <source>As the camera likes</source>
        <translation>Como quiera la cámara</translation>
    </message>
    <message>
        <source>Mirror the display, as a mirror does</source>
        <translation>Reflejar la vista, como un espejo</translation>
    </message>
    <message>
        <source>Say on the picture what would help to see better</source>
        <translation>Decir en la imagen qué ayudaría a ver mejor</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>Vaciar</translation>
    </message>
    <message>
        <source>Kept joints</source>
        <translation>Articulaciones guardadas</translation>
    </message>
    <message>
        <source>Clear the kept joints</source>
        <translation>Borrar las articulaciones guardadas</translation>
    </message>
    <message>
        <source>Rules…</source>
        <translation>Reglas…</translation>
    </message>
    <message>
        <source>Stream of events…</source>
        <translation>Flujo de eventos…</translation>
    </message>
    <message>
        <source>The model has no such rules.</source>
        <translation>El modelo no tiene tales reglas.</translation>
    </message>
    <message>
        <source> and no </source>
        <translation> ni para </translation>
    </message>
    <message>
        <source>No model is loaded yet.</source>
        <translation>Aún no hay ningún modelo cargado.</translation>
    </message>
    <message>
        <source>{name} has no {missing} rules, so there is nothing to choose.</source>
        <translation>{name} no tiene reglas para {missing}, así que no hay nada que elegir.</translation>
    </message>
    <message>
        <source>{taken} of {most}</source>
        <translation>{taken} de {most}</translation>
    </message>
    <message>
        <source>A model folder</source>
        <translation>Una carpeta de modelo</translation>
    </message>
    <message>
        <source>Loading…</source>
        <translation>Cargando…</translation>
    </message>
    <message>
        <source>Other programs</source>
        <translation>Otros programas</translation>
    </message>
    <message>
        <source>Pictures never leave this machine, and are kept only while you record.</source>
        <translation>Las imágenes nunca salen de este equipo, y solo se guardan mientras se graba.</translation>
    </message>
    <message>
        <source>{title}: {count} actions, windows of {seconds:g} s, on {device}</source>
        <translation>{title}: {count} acciones, ventanas de {seconds:g} s, en {device}</translation>
    </message>
    <message>
        <source>Keyboard and mouse</source>
        <translation>Teclado y ratón</translation>
    </message>
    <message>
        <source>Keys, and what the mouse does</source>
        <translation>Teclas, y lo que hace el ratón</translation>
    </message>
    <message>
        <source>Mouse, or where the focus is</source>
        <translation>Ratón, o donde está el foco</translation>
    </message>
    <message>
        <source>Videos, clips and numbered pictures</source>
        <translation>Vídeos, clips e imágenes numeradas</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>Vídeos</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>Clips</translation>
    </message>
    <message>
        <source>Numbered pictures</source>
        <translation>Imágenes numeradas</translation>
    </message>
    <message>
        <source>All files</source>
        <translation>Todos los archivos</translation>
    </message>
    <message>
        <source>All that can be opened</source>
        <translation>Todo lo que se puede abrir</translation>
    </message>
    <message>
        <source>Results</source>
        <translation>Resultados</translation>
    </message>
    <message>
        <source>Open videos, clips or numbered pictures</source>
        <translation>Abrir vídeos, clips o imágenes numeradas</translation>
    </message>
    <message>
        <source>Sample clip</source>
        <translation>Clip de ejemplo</translation>
    </message>
    <message>
        <source>Choose a source</source>
        <translation>Elegir una fuente</translation>
    </message>
    <message>
        <source>Sources</source>
        <translation>Fuentes</translation>
    </message>
    <message>
        <source>What the source gives</source>
        <translation>Lo que da la fuente</translation>
    </message>
    <message>
        <source>How many people are followed</source>
        <translation>A cuántas personas se sigue</translation>
    </message>
    <message>
        <source>It shows people as in a mirror</source>
        <translation>Muestra a las personas como en un espejo</translation>
    </message>
    <message>
        <source>As many selfie videos do: without this mark, left and right are swapped</source>
        <translation>Como muchos vídeos selfi: sin esta marca, izquierda y derecha se intercambian</translation>
    </message>
    <message>
        <source>Video or clip…</source>
        <translation>Vídeo o clip…</translation>
    </message>
    <message>
        <source>Cameras</source>
        <translation>Cámaras</translation>
    </message>
    <message>
        <source>Camera {number}</source>
        <translation>Cámara {number}</translation>
    </message>
    <message>
        <source>No camera was found</source>
        <translation>No se encontró ninguna cámara</translation>
    </message>
    <message>
        <source>Opened lately</source>
        <translation>Abiertos últimamente</translation>
    </message>
    <message>
        <source>A drawn person who walks, waves, jumps and squats</source>
        <translation>Una persona dibujada que camina, saluda, salta y se agacha</translation>
    </message>
    <message>
        <source>Looking…</source>
        <translation>Mirando…</translation>
    </message>
    <message>
        <source>An address begins with rtsp://, http:// or the like.</source>
        <translation>Una dirección empieza por rtsp://, http:// o similar.</translation>
    </message>
    <message>
        <source>It is looked at once it is opened.</source>
        <translation>Se examina en cuanto se abre.</translation>
    </message>
    <message>
        <source> · open now</source>
        <translation> · abierta ahora</translation>
    </message>
    <message>
        <source> · {fps:.0f} pictures a second</source>
        <translation> · {fps:.0f} imágenes por segundo</translation>
    </message>
    <message>
        <source>A clip: joints without pictures</source>
        <translation>Un clip: articulaciones sin imágenes</translation>
    </message>
    <message>
        <source>{width} × {height} pixels{more}</source>
        <translation>{width} × {height} píxeles{more}</translation>
    </message>
    <message>
        <source>Off: nothing listens on the network.</source>
        <translation>Apagado: nada escucha en la red.</translation>
    </message>
    <message>
        <source>Everybody who reaches this machine can follow what is recognized, without a password and unencrypted. A port alone, such as 8765, is for programs of this machine.</source>
        <translation>Quien llegue a este equipo puede seguir lo que se reconoce, sin contraseña ni cifrado. Un puerto solo, como 8765, es para programas de este equipo.</translation>
    </message>
    <message>
        <source>Tell other programs what happens (WebSocket)</source>
        <translation>Decir a otros programas lo que ocurre (WebSocket)</translation>
    </message>
    <message>
        <source>Tell other programs what happens, by WebSocket</source>
        <translation>Decir a otros programas lo que ocurre, por WebSocket</translation>
    </message>
    <message>
        <source>Address of the stream</source>
        <translation>Dirección del flujo</translation>
    </message>
    <message>
        <source>A port, such as 8765, or HOST:PORT</source>
        <translation>Un puerto, como 8765, o HOST:PUERTO</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>Dirección</translation>
    </message>
    <message>
        <source>Shown</source>
        <translation>Visible</translation>
    </message>
    <message>
        <source>With faces hidden</source>
        <translation>Con los rostros ocultos</translation>
    </message>
    <message>
        <source>Skeletons alone</source>
        <translation>Solo los esqueletos</translation>
    </message>
    <message>
        <source>Voices can tell who people are.</source>
        <translation>Las voces pueden delatar quiénes son.</translation>
    </message>
    <message>
        <source>Keep the sound</source>
        <translation>Conservar el sonido</translation>
    </message>
    <message>
        <source>Picture of the annotated video</source>
        <translation>Imagen del vídeo anotado</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>Imagen</translation>
    </message>
    <message>
        <source>Rows: moments that look (query). Columns: moments looked at (key).</source>
        <translation>Filas: momentos que miran (query). Columnas: mirados (key).</translation>
    </message>
    <message>
        <source>A map for each head of each block ({blocks}). The brighter, the more is looked at: the brightest is {times:.0f} times what it would be if it were evenly spread, or more.</source>
        <translation>Un mapa por cada cabeza de cada bloque ({blocks}). Cuanto más claro, más se mira: lo más claro es {times:.0f} veces lo que sería si se repartiera por igual, o más.</translation>
    </message>
    <message>
        <source>This model has no attention over time.</source>
        <translation>Este modelo no tiene atención en el tiempo.</translation>
    </message>
    <message>
        <source>Block {} has no attention over time: choose another block.</source>
        <translation>El bloque {} no tiene atención en el tiempo: elegir otro bloque.</translation>
    </message>
    <message>
        <source>mean of all</source>
        <translation>media de todas</translation>
    </message>
    <message>
        <source>Point at a cell to see its two moments.</source>
        <translation>Señalar una celda para ver sus dos momentos.</translation>
    </message>
    <message>
        <source>This shows where the network looks. Alone it explains nothing: looking somewhere need not change the answer. &lt;a href=&quot;masking&quot; style=&quot;color: {colour}&quot;&gt;Masking&lt;/a&gt; tries out what does.</source>
        <translation>Esto muestra adónde mira la red. Por sí solo no explica nada: mirar a un lugar no tiene por qué cambiar la respuesta. &lt;a href=&quot;masking&quot; style=&quot;color: {colour}&quot;&gt;Enmascarado&lt;/a&gt; prueba qué la cambia.</translation>
    </message>
    <message>
        <source>query</source>
        <translation>query</translation>
    </message>
    <message>
        <source>key</source>
        <translation>key</translation>
    </message>
    <message>
        <source>query, in seconds (0 is now)</source>
        <translation>query, en segundos (0 es ahora)</translation>
    </message>
    <message>
        <source>key, in seconds (0 is now)</source>
        <translation>key, en segundos (0 es ahora)</translation>
    </message>
    <message>
        <source>Attention map</source>
        <translation>Mapa de atención</translation>
    </message>
    <message>
        <source>Branch</source>
        <translation>Rama</translation>
    </message>
    <message>
        <source>Head</source>
        <translation>Cabeza</translation>
    </message>
    <message>
        <source>head {number}</source>
        <translation>cabeza {number}</translation>
    </message>
    <message>
        <source>mean of its heads</source>
        <translation>media de sus cabezas</translation>
    </message>
    <message>
        <source>branch {branch}, head {head}</source>
        <translation>rama {branch}, cabeza {head}</translation>
    </message>
    <message>
        <source>Block {number}, {name}</source>
        <translation>Bloque {number}, {name}</translation>
    </message>
    <message>
        <source>{at} looks at {to}: {share} ({value:.4f})</source>
        <translation>{at} mira a {to}: {share} ({value:.4f})</translation>
    </message>
    <message>
        <source>Head {number}</source>
        <translation>Cabeza {number}</translation>
    </message>
    <message>
        <source>Enter or a double click shows this head alone, once more all heads.</source>
        <translation>Intro o un doble clic muestra solo esta cabeza, otra vez todas.</translation>
    </message>
    <message>
        <source>Double click to see this head alone; once more for all heads</source>
        <translation>Doble clic para ver solo esta cabeza; otra vez, todas</translation>
    </message>
    <message>
        <source>Parts and joints to hide</source>
        <translation>Partes y articulaciones que ocultar</translation>
    </message>
    <message>
        <source>Enter hides or shows, Right opens a part of the body.</source>
        <translation>Intro oculta o muestra, Derecha abre una parte del cuerpo.</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>Ocultar</translation>
    </message>
    <message>
        <source>Alone</source>
        <translation>Sola</translation>
    </message>
    <message>
        <source>By how many points the answer falls when this alone is hidden</source>
        <translation>Cuántos puntos baja la respuesta al ocultar solo esto</translation>
    </message>
    <message>
        <source>A joint&apos;s path relative to the spine base, in the window that is judged.</source>
        <translation>El recorrido de una articulación respecto a la pelvis, en la ventana que se juzga.</translation>
    </message>
    <message>
        <source>Point at a moment to read it. Click a joint on the stage to see its curves.</source>
        <translation>Señalar un momento para leerlo. Hacer clic en una articulación de la imagen para ver sus curvas.</translation>
    </message>
    <message>
        <source>nothing</source>
        <translation>nada</translation>
    </message>
    <message>
        <source>place</source>
        <translation>lugar</translation>
    </message>
    <message>
        <source>sideways</source>
        <translation>de lado</translation>
    </message>
    <message>
        <source>up</source>
        <translation>arriba</translation>
    </message>
    <message>
        <source>away</source>
        <translation>lejos</translation>
    </message>
    <message>
        <source>speed</source>
        <translation>velocidad</translation>
    </message>
    <message>
        <source>Signals</source>
        <translation>Señales</translation>
    </message>
    <message>
        <source>Joint</source>
        <translation>Articulación</translation>
    </message>
    <message>
        <source>Beside it</source>
        <translation>Además</translation>
    </message>
    <message>
        <source>Curves</source>
        <translation>Curvas</translation>
    </message>
    <message>
        <source>Values of the moment</source>
        <translation>Valores del momento</translation>
    </message>
    <message>
        <source>moment</source>
        <translation>momento</translation>
    </message>
    <message>
        <source>Curves of the joint</source>
        <translation>Curvas de la articulación</translation>
    </message>
    <message>
        <source>Arrow keys walk from moment to moment; the line below shows the values.</source>
        <translation>Las flechas van de momento en momento; la línea de abajo muestra los valores.</translation>
    </message>
    <message>
        <source>seconds (0 is now)</source>
        <translation>segundos (0 es ahora)</translation>
    </message>
    <message>
        <source>Arrow keys walk from joint to joint, Enter hides the joint or shows it again.</source>
        <translation>Las flechas van de articulación en articulación, Intro la oculta o la vuelve a mostrar.</translation>
    </message>
    <message>
        <source>Skeleton: joints to hide</source>
        <translation>Esqueleto: articulaciones que ocultar</translation>
    </message>
    <message>
        <source>{joint}, hidden</source>
        <translation>{joint}, oculta</translation>
    </message>
    <message>
        <source>{joint}, shown</source>
        <translation>{joint}, visible</translation>
    </message>
    <message>
        <source>adds what is heard</source>
        <translation>suma lo oído</translation>
    </message>
    <message>
        <source>takes it away</source>
        <translation>lo resta</translation>
    </message>
    <message>
        <source>wider: stronger</source>
        <translation>más ancha: más fuerte</translation>
    </message>
    <message>
        <source>Number of links</source>
        <translation>Número de enlaces</translation>
    </message>
    <message>
        <source>Links</source>
        <translation>Enlaces</translation>
    </message>
    <message>
        <source>Warm, whole line: {words}</source>
        <translation>Línea cálida, continua: {words}</translation>
    </message>
    <message>
        <source>Cold, dashed line: {words}</source>
        <translation>Línea fría, discontinua: {words}</translation>
    </message>
    <message>
        <source>Click joints or drag over the strip to hide them, and the network is asked again. Hidden joints keep their mean place, hidden time is bridged.</source>
        <translation>Hacer clic en articulaciones o arrastrar sobre la tira para ocultarlas, y se pregunta de nuevo a la red. Las articulaciones ocultas conservan su lugar medio, el tiempo oculto se salva con un puente.</translation>
    </message>
    <message>
        <source>The window to {} alone, not smoothed</source>
        <translation>Solo la ventana hasta {}, sin suavizar</translation>
    </message>
    <message>
        <source>Pause, and each joint is hidden in turn.</source>
        <translation>Al poner en pausa, se oculta cada articulación por turno.</translation>
    </message>
    <message>
        <source>Asking again…</source>
        <translation>Preguntando de nuevo…</translation>
    </message>
    <message>
        <source>Another model has been chosen since: play on, and it answers.</source>
        <translation>Entretanto se eligió otro modelo: dejar que avance, y responde.</translation>
    </message>
    <message>
        <source>Masking</source>
        <translation>Enmascarado</translation>
    </message>
    <message>
        <source>Probabilities, before and with this hidden</source>
        <translation>Probabilidades, antes y con esto oculto</translation>
    </message>
    <message>
        <source>What became of the answer</source>
        <translation>Qué fue de la respuesta</translation>
    </message>
    <message>
        <source>Show all again</source>
        <translation>Mostrar todo de nuevo</translation>
    </message>
    <message>
        <source>; the mark is where it was</source>
        <translation>; la marca es donde estaba</translation>
    </message>
    <message>
        <source>{joint} alone hidden: {label} {before} → {left}</source>
        <translation>{joint} sola oculta: {label} {before} → {left}</translation>
    </message>
    <message>
        <source>Nothing is hidden. {more}</source>
        <translation>No hay nada oculto. {more}</translation>
    </message>
    <message>
        <source>Without {mask}: {label} {change}</source>
        <translation>Sin {mask}: {label} {change}</translation>
    </message>
    <message>
        <source>{words}. Most probable as before: {label}</source>
        <translation>{words}. La más probable, como antes: {label}</translation>
    </message>
    <message>
        <source>{words}. Now most probable: {label}, {share}</source>
        <translation>{words}. Ahora la más probable: {label}, {share}</translation>
    </message>
    <message>
        <source>No part of the body alone changes the answer.</source>
        <translation>Ninguna parte del cuerpo por sí sola cambia la respuesta.</translation>
    </message>
    <message>
        <source>Most depends on the {name}: without it, {label} falls to {left}.</source>
        <translation>Lo que más cuenta: {name}. Sin ello, {label} baja a {left}.</translation>
    </message>
    <message>
        <source>any joint</source>
        <translation>ninguna articulación</translation>
    </message>
    <message>
        <source>{count} joints</source>
        <translation>{count} articulaciones</translation>
    </message>
    <message>
        <source>{start} to {end}</source>
        <translation>{start} a {end}</translation>
    </message>
    <message>
        <source>{words} and {last}</source>
        <translation>{words} y {last}</translation>
    </message>
    <message>
        <source>The maps appear as soon as somebody has been watched for a moment.</source>
        <translation>Los mapas aparecen en cuanto se ha observado a alguien un momento.</translation>
    </message>
    <message>
        <source>no known action</source>
        <translation>ninguna acción conocida</translation>
    </message>
    <message>
        <source>Nobody was judged at this moment.</source>
        <translation>No se juzgó a nadie en este momento.</translation>
    </message>
    <message>
        <source>Whose maps</source>
        <translation>De quién son los mapas</translation>
    </message>
    <message>
        <source>Skeletons of the moments</source>
        <translation>Esqueletos de los momentos</translation>
    </message>
    <message>
        <source>Time to hide</source>
        <translation>Tiempo que ocultar</translation>
    </message>
    <message>
        <source>Right and Left move the hidden stretch, with Shift its end; Delete takes it away.</source>
        <translation>Derecha e Izquierda mueven el tramo oculto, con Mayús su final; Supr lo quita.</translation>
    </message>
    <message>
        <source>Point at a cell to read its value.</source>
        <translation>Señalar una celda para leer su valor.</translation>
    </message>
    <message>
        <source>Overview</source>
        <translation>Conjunto</translation>
    </message>
    <message>
        <source>All blocks of the network at a glance (O)</source>
        <translation>Todos los bloques de la red de un vistazo (O)</translation>
    </message>
    <message>
        <source>Click a map, or walk with the arrow keys and press Enter, to see it large.</source>
        <translation>Hacer clic en un mapa, o ir con las flechas y pulsar Intro, para verlo grande.</translation>
    </message>
    <message>
        <source>Value of the cell</source>
        <translation>Valor de la celda</translation>
    </message>
    <message>
        <source>{title} of all blocks</source>
        <translation>{title} de todos los bloques</translation>
    </message>
    <message>
        <source>Export the figure…</source>
        <translation>Exportar la figura…</translation>
    </message>
    <message>
        <source>1 to {count}</source>
        <translation>1 a {count}</translation>
    </message>
    <message>
        <source>Rows: who listens (target). Columns: to whom (source).</source>
        <translation>Filas: quién escucha (destino). Columnas: a quién (origen).</translation>
    </message>
    <message>
        <source>Point at a cell to read it; click a joint to pin it.</source>
        <translation>Señalar una celda para leerla; hacer clic en una articulación para fijarla.</translation>
    </message>
    <message>
        <source>Block {block}, fragment {fragment}</source>
        <translation>Bloque {block}, fragmento {fragment}</translation>
    </message>
    <message>
        <source>: this movement changes it by at most {size}</source>
        <translation>: este movimiento lo cambia como mucho en {size}</translation>
    </message>
    <message>
        <source>This network has no adjacency between joints, so there is no map of who listens to whom.</source>
        <translation>Esta red no tiene adyacencia entre articulaciones, así que no hay mapa de quién escucha a quién.</translation>
    </message>
    <message>
        <source>Block {} has no adjacency between joints: choose another block.</source>
        <translation>El bloque {} no tiene adyacencia entre articulaciones: elegir otro bloque.</translation>
    </message>
    <message>
        <source>Strongest links (L)</source>
        <translation>Enlaces más fuertes (L)</translation>
    </message>
    <message>
        <source>Draws the strongest links between joints that no bone connects onto the skeleton</source>
        <translation>Dibuja sobre el esqueleto los enlaces más fuertes entre articulaciones que ningún hueso une</translation>
    </message>
    <message>
        <source>A map for each fragment of each block ({}), on one scale of colours. </source>
        <translation>Un mapa por cada fragmento de cada bloque ({}), en una misma escala de colores. </translation>
    </message>
    <message>
        <source>Below it is by how much this movement changes it at most; ★ is where most.</source>
        <translation>Debajo está cuánto lo cambia como mucho este movimiento; ★ es donde más.</translation>
    </message>
    <message>
        <source>This movement changes none of them.</source>
        <translation>Este movimiento no cambia ninguno.</translation>
    </message>
    <message>
        <source>This movement changes the map by at most {}.</source>
        <translation>Este movimiento cambia el mapa como mucho en {}.</translation>
    </message>
    <message>
        <source>This movement does not change the map.</source>
        <translation>Este movimiento no cambia el mapa.</translation>
    </message>
    <message>
        <source>The same for every movement; αQ changes it by at most {}.</source>
        <translation>Igual para todo movimiento; αQ lo cambia como mucho en {}.</translation>
    </message>
    <message>
        <source>The bones of the skeleton, the same for every movement.</source>
        <translation>Los huesos del esqueleto, iguales para todo movimiento.</translation>
    </message>
    <message>
        <source>Go to the largest change by this movement</source>
        <translation>Ir al mayor cambio por este movimiento</translation>
    </message>
    <message>
        <source>Where most?</source>
        <translation>¿Dónde más?</translation>
    </message>
    <message>
        <source>Go to the cell, of all blocks and fragments, that this movement changes most</source>
        <translation>Ir a la celda, de todos los bloques y fragmentos, que más cambia este movimiento</translation>
    </message>
    <message>
        <source>Topology</source>
        <translation>Topología</translation>
    </message>
    <message>
        <source>Topology map</source>
        <translation>Mapa de topología</translation>
    </message>
    <message>
        <source>Fragment</source>
        <translation>Fragmento</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>Canal</translation>
    </message>
    <message>
        <source>What this movement changes</source>
        <translation>Lo que cambia este movimiento</translation>
    </message>
    <message>
        <source>fragment {number}</source>
        <translation>fragmento {number}</translation>
    </message>
    <message>
        <source>{joint} listens to {other}: {number}</source>
        <translation>{joint} escucha a: {other}: {number}</translation>
    </message>
    <message>
        <source>no other joint</source>
        <translation>ninguna otra articulación</translation>
    </message>
    <message>
        <source>{joint} listens most to {named}. Esc lets go.</source>
        <translation>{joint} escucha sobre todo a: {named}. Esc la suelta.</translation>
    </message>
    <message>
        <source>Lesson</source>
        <translation>Lección</translation>
    </message>
    <message>
        <source>Recognizing {spec}</source>
        <translation>Reconocer {spec}</translation>
    </message>
    <message>
        <source>Nobody was seen.</source>
        <translation>No se vio a nadie.</translation>
    </message>
    <message>
        <source>No known action.</source>
        <translation>Ninguna acción conocida.</translation>
    </message>
    <message>
        <source>The source</source>
        <translation>La fuente</translation>
    </message>
    <message>
        <source>Opening a source</source>
        <translation>Abrir una fuente</translation>
    </message>
    <message>
        <source>The camera stopped delivering pictures.</source>
        <translation>La cámara dejó de dar imágenes.</translation>
    </message>
    <message>
        <source>The person is seen there for less than {shortest:g} seconds: too short for an example.</source>
        <translation>La persona se ve allí menos de {shortest:g} segundos: demasiado poco para un ejemplo.</translation>
    </message>
    <message>
        <source>Exporting</source>
        <translation>Exportar</translation>
    </message>
    <message>
        <source>Writing {target}</source>
        <translation>Escribir {target}</translation>
    </message>
    <message>
        <source>Drawing the figure</source>
        <translation>Dibujar la figura</translation>
    </message>
    <message>
        <source>Recognition</source>
        <translation>Reconocimiento</translation>
    </message>
    <message>
        <source>Looking for more people</source>
        <translation>Buscar a más personas</translation>
    </message>
    <message>
        <source>Looking through the file</source>
        <translation>Analizar el archivo</translation>
    </message>
    <message>
        <source>Looking for people</source>
        <translation>Buscar personas</translation>
    </message>
    <message>
        <source>Preparing the pose model…</source>
        <translation>Preparando el modelo de pose…</translation>
    </message>
    <message>
        <source>Preparing the pose model</source>
        <translation>Preparar el modelo de pose</translation>
    </message>
    <message>
        <source>Another window has changed those of {name} meanwhile: open the file again to go on from there.</source>
        <translation>Otra ventana cambió entretanto las correcciones de {name}: abrir de nuevo el archivo para seguir desde allí.</translation>
    </message>
    <message>
        <source>Your corrections cannot be kept beside the file; they are in {place}.</source>
        <translation>Las correcciones no se pueden guardar junto al archivo; están en {place}.</translation>
    </message>
    <message>
        <source>{name} is too large to be corrections of this file, and was left as it is.</source>
        <translation>{name} es demasiado grande para ser correcciones de este archivo, y se dejó como está.</translation>
    </message>
    <message>
        <source>{name} holds no corrections that can be read, and was left as it is.</source>
        <translation>{name} no contiene correcciones legibles, y se dejó como está.</translation>
    </message>
    <message>
        <source>{name} holds corrections of another file of this name, and was left as it is.</source>
        <translation>{name} contiene correcciones de otro archivo de este nombre, y se dejó como está.</translation>
    </message>
    <message>
        <source>{name} holds corrections that contradict each other, and was left as it is.</source>
        <translation>{name} contiene correcciones que se contradicen, y se dejó como está.</translation>
    </message>
    <message>
        <source>Your corrections are not kept. {why}</source>
        <translation>Las correcciones no se guardan. {why}</translation>
    </message>
    <message>
        <source>Writing them</source>
        <translation>Escribirlas</translation>
    </message>
    <message>
        <source>Loading the model…</source>
        <translation>Cargando el modelo…</translation>
    </message>
    <message>
        <source>Loading the model</source>
        <translation>Cargar el modelo</translation>
    </message>
    <message>
        <source>Loading your own actions</source>
        <translation>Cargar las acciones propias</translation>
    </message>
    <message>
        <source>Recording</source>
        <translation>Grabar</translation>
    </message>
    <message>
        <source>Writing {name}</source>
        <translation>Escribir {name}</translation>
    </message>
    <message>
        <source>Nothing was recorded.</source>
        <translation>No se grabó nada.</translation>
    </message>
    <message>
        <source>{problem}: the recording ended after {length} and is kept in {files}.</source>
        <translation>{problem}: la grabación terminó tras {length} y está guardada en {files}.</translation>
    </message>
    <message>
        <source>Recorded {length} to {files}.</source>
        <translation>Se grabaron {length} en {files}.</translation>
    </message>
    <message>
        <source>{count} pictures were left out, since writing took too long.</source>
        <translation>Se omitieron {count} imágenes, pues escribirlas tardaba demasiado.</translation>
    </message>
    <message>
        <source>The disk is full.</source>
        <translation>El disco está lleno.</translation>
    </message>
    <message>
        <source>{doing} failed: {strerror}.</source>
        <translation>{doing} falló: {strerror}.</translation>
    </message>
    <message>
        <source>Cannot write {path}: {strerror}.</source>
        <translation>No se puede escribir {path}: {strerror}.</translation>
    </message>
    <message>
        <source>{name} was not written, since recognition saw no frame.</source>
        <translation>{name} no se escribió, pues el reconocimiento no vio ninguna imagen.</translation>
    </message>
    <message>
        <source>{path} is not a picture&apos;s name: end it with .png or .jpg.</source>
        <translation>{path} no es nombre de una imagen: terminarlo en .png o .jpg.</translation>
    </message>
    <message>
        <source>Looking inside</source>
        <translation>Mirar dentro</translation>
    </message>
    <message>
        <source>{name} looks at {seconds:g} s, and {length:g} s of this moment are kept.</source>
        <translation>{name} mira {seconds:g} s, y de este momento se guardan {length:g} s.</translation>
    </message>
    <message>
        <source>Written to {target}.</source>
        <translation>Escrito en {target}.</translation>
    </message>
    <message>
        <source>Name the action that it is about.</source>
        <translation>Nombrar la acción de la que trata.</translation>
    </message>
    <message>
        <source>The pause must be between 0 and {longest_pause:.0f} seconds.</source>
        <translation>La pausa debe estar entre 0 y {longest_pause:.0f} segundos.</translation>
    </message>
    <message>
        <source>Choose the sound file that is to be played, with its whole path.</source>
        <translation>Elegir el archivo de sonido que se reproducirá, con su ruta completa.</translation>
    </message>
    <message>
        <source>The command has a quotation mark that is not closed.</source>
        <translation>El comando tiene unas comillas sin cerrar.</translation>
    </message>
    <message>
        <source>Write the command that is to be run.</source>
        <translation>Escribir el comando que se ejecutará.</translation>
    </message>
    <message>
        <source>What is run cannot be a placeholder: it belongs into the arguments after it.</source>
        <translation>Lo que se ejecuta no puede ser un marcador: va en los argumentos que siguen.</translation>
    </message>
    <message>
        <source>Scripts of the command prompt (.bat, .cmd) cannot be run: they would read labels as commands.</source>
        <translation>Los scripts de la consola (.bat, .cmd) no se pueden ejecutar: leerían las etiquetas como comandos.</translation>
    </message>
    <message>
        <source>The command has a character that no command can have.</source>
        <translation>El comando tiene un carácter que ningún comando puede tener.</translation>
    </message>
    <message>
        <source>Following a rule</source>
        <translation>Cumplir una regla</translation>
    </message>
    <message>
        <source>{most_running} commands still run, so that for “{action}” was left out.</source>
        <translation>{most_running} comandos siguen en curso, así que se omitió el de «{action}».</translation>
    </message>
    <message>
        <source>The command for “{action}” cannot be started: {why}.</source>
        <translation>El comando para «{action}» no se puede iniciar: {why}.</translation>
    </message>
    <message>
        <source>The command for “{action}” failed: it ended with code {returncode}.</source>
        <translation>El comando para «{action}» falló: terminó con el código {returncode}.</translation>
    </message>
    <message>
        <source>The command was run and ended without an error.</source>
        <translation>El comando se ejecutó y terminó sin error.</translation>
    </message>
    <message>
        <source>there is no program “{program}”</source>
        <translation>no existe el programa «{program}»</translation>
    </message>
    <message>
        <source>“{program}” may not be run</source>
        <translation>«{program}» no se puede ejecutar</translation>
    </message>
    <message>
        <source>The joints of this file are not kept, so there is nothing to look into: recognize it anew.</source>
        <translation>Las articulaciones de este archivo no se guardan, así que no hay nada que mirar por dentro: reconocerlo de nuevo.</translation>
    </message>
    <message>
        <source>This result is not of the model in use and the file as it is now, so there are no maps: recognize it anew.</source>
        <translation>Este resultado no es del modelo en uso y del archivo tal como está ahora, así que no hay mapas: reconocerlo de nuevo.</translation>
    </message>
    <message>
        <source>Reading {name}</source>
        <translation>Leer {name}</translation>
    </message>
    <message>
        <source>{name} holds corrections: open the file that they are of, and they are shown.</source>
        <translation>{name} contiene correcciones: abrir el archivo al que pertenecen, y se muestran.</translation>
    </message>
    <message>
        <source>{name} is too large to be a result.</source>
        <translation>{name} es demasiado grande para ser un resultado.</translation>
    </message>
    <message>
        <source>Cannot read {path}: {strerror}.</source>
        <translation>No se puede leer {path}: {strerror}.</translation>
    </message>
    <message>
        <source>{name} was changed so that it cannot be shown: {fault}.</source>
        <translation>{name} se cambió de modo que no se puede mostrar: {fault}.</translation>
    </message>
    <message>
        <source>{name} is about what was live, from {source}: there is no file to open it with.</source>
        <translation>{name} trata de algo en directo, de {source}: no hay archivo con el que abrirlo.</translation>
    </message>
    <message>
        <source>{name} goes on to {ends:.0f} s, but {source} ends at {duration:.0f} s: it is about another file.</source>
        <translation>{name} llega hasta {ends:.0f} s, pero {source} termina en {duration:.0f} s: trata de otro archivo.</translation>
    </message>
    <message>
        <source>{name} is no JSON file, or only a part of one.</source>
        <translation>{name} no es un archivo JSON, o solo una parte de uno.</translation>
    </message>
    <message>
        <source>{name} is no result: open one that `recognize`, the queue or an export has written.</source>
        <translation>{name} no es un resultado: abrir uno que hayan escrito `recognize`, la cola o una exportación.</translation>
    </message>
    <message>
        <source>{name} was changed so that it cannot be read: {where}: {fault}.</source>
        <translation>{name} se cambió de modo que no se puede leer: {where}: {fault}.</translation>
    </message>
    <message>
        <source>segment {number} goes from {start:g} s to {end:g} s</source>
        <translation>el segmento {number} va de {start:g} s a {end:g} s</translation>
    </message>
    <message>
        <source>segment {number} has no label</source>
        <translation>el segmento {number} no tiene etiqueta</translation>
    </message>
    <message>
        <source>segment {number} has an impossible person or confidence</source>
        <translation>el segmento {number} tiene una persona o una confianza imposible</translation>
    </message>
    <message>
        <source>window {number} is at {time:g} s</source>
        <translation>la ventana {number} está en {time:g} s</translation>
    </message>
    <message>
        <source>window {number} has an impossible person or probability</source>
        <translation>la ventana {number} tiene una persona o una probabilidad imposible</translation>
    </message>
    <message>
        <source>coverage goes from {start:g} s to {end:g} s</source>
        <translation>la cobertura va de {start:g} s a {end:g} s</translation>
    </message>
    <message>
        <source>Nothing was recognized yet, so there is nothing to export.</source>
        <translation>Aún no se ha reconocido nada, así que no hay nada que exportar.</translation>
    </message>
    <message>
        <source>No sound can be played: this machine has no sound device that works.</source>
        <translation>No se puede reproducir sonido: este equipo no tiene un dispositivo de sonido que funcione.</translation>
    </message>
    <message>
        <source>No sound can be played: the package miniaudio is not installed.</source>
        <translation>No se puede reproducir sonido: el paquete miniaudio no está instalado.</translation>
    </message>
    <message>
        <source>Playing a sound</source>
        <translation>Reproducir un sonido</translation>
    </message>
    <message>
        <source>No sound can be played: there is no file {file}.</source>
        <translation>No se puede reproducir sonido: no existe el archivo {file}.</translation>
    </message>
    <message>
        <source>{file} cannot be played: it is no WAV, MP3, FLAC or Ogg Vorbis file.</source>
        <translation>{file} no se puede reproducir: no es un archivo WAV, MP3, FLAC u Ogg Vorbis.</translation>
    </message>
    <message>
        <source>Opening the pack</source>
        <translation>Abrir el paquete</translation>
    </message>
    <message>
        <source>Saving the pack</source>
        <translation>Guardar el paquete</translation>
    </message>
    <message>
        <source>Learning</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Finding out how well actions are told apart</source>
        <translation>Averiguar lo bien que se distinguen las acciones</translation>
    </message>
    <message>
        <source>There is no model yet to learn with: try again in a moment.</source>
        <translation>Aún no hay modelo con el que aprender: intentarlo de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Showing the result</source>
        <translation>Mostrar el resultado</translation>
    </message>
    <message>
        <source>Looking inside the network</source>
        <translation>Mirar dentro de la red</translation>
    </message>
    <message>
        <source>The {name} thread</source>
        <translation>El hilo {name}</translation>
    </message>
    <message>
        <source>{doing} failed unexpectedly ({name}); the log has the details.</source>
        <translation>{doing} falló de forma inesperada ({name}); el registro tiene los detalles.</translation>
    </message>
    <message>
        <source>No known action</source>
        <translation>Desconocida</translation>
    </message>
    <message>
        <source>Not judged</source>
        <translation>Sin juzgar</translation>
    </message>
    <message>
        <source>not sure enough of any</source>
        <translation>ninguna con seguridad suficiente</translation>
    </message>
    <message>
        <source>Nobody in sight</source>
        <translation>Nadie a la vista</translation>
    </message>
    <message>
        <source>People are found better the larger they are in the picture, from head to feet.</source>
        <translation>Se encuentra mejor a las personas cuanto más grandes se ven en la imagen, de la cabeza a los pies.</translation>
    </message>
    <message>
        <source>Five best of person in slot {slot}</source>
        <translation>Las cinco mejores de la persona en el puesto {slot}</translation>
    </message>
    <message>
        <source>Watching…</source>
        <translation>Observando…</translation>
    </message>
    <message>
        <source>seen for {seen:.1f} s</source>
        <translation>vista desde hace {seen:.1f} s</translation>
    </message>
    <message>
        <source>Careful: seldom wrong, but more actions get no name. Eager: more get one, and sooner, but more are wrong.</source>
        <translation>Prudente: se equivoca poco, pero más acciones se quedan sin nombre. Audaz: más lo reciben, y antes, pero más son erróneos.</translation>
    </message>
    <message>
        <source>How probable an action must be to be named: below that the answer is “no known action”. It is the mark on the bars. Of a file that is open, all actions are decided anew at once.</source>
        <translation>Qué probabilidad debe alcanzar una acción para que se la nombre: por debajo, la respuesta es «ninguna acción conocida». Es la marca en las barras. En un archivo abierto, todas las acciones se deciden de nuevo al instante.</translation>
    </message>
    <message>
        <source>The threshold of the decisions again</source>
        <translation>De nuevo el umbral de las decisiones</translation>
    </message>
    <message>
        <source>Reset</source>
        <translation>Restablecer</translation>
    </message>
    <message>
        <source>Threshold of “no known action”</source>
        <translation>Umbral de «ninguna acción conocida»</translation>
    </message>
    <message>
        <source>Threshold</source>
        <translation>Umbral</translation>
    </message>
    <message>
        <source>Open…</source>
        <translation>Abrir…</translation>
    </message>
    <message>
        <source>Source…</source>
        <translation>Fuente…</translation>
    </message>
    <message>
        <source>●  Recording</source>
        <translation>●  Grabando</translation>
    </message>
    <message>
        <source>Recording is on</source>
        <translation>Se está grabando</translation>
    </message>
    <message>
        <source>Advice</source>
        <translation>Consejo</translation>
    </message>
    <message>
        <source>Not looked through yet</source>
        <translation>Aún no analizado</translation>
    </message>
    <message>
        <source>Nobody was judged</source>
        <translation>No se juzgó a nadie</translation>
    </message>
    <message>
        <source>Open a video or a clip, or drop one here</source>
        <translation>Abrir un vídeo o un clip, o soltar uno aquí</translation>
    </message>
    <message>
        <source>Recognition is paused</source>
        <translation>El reconocimiento está en pausa</translation>
    </message>
    <message>
        <source>Somebody else is in the picture: only one is followed.</source>
        <translation>Hay alguien más en la imagen: solo se sigue a una persona.</translation>
    </message>
    <message>
        <source>A third person is in the picture: only two are followed.</source>
        <translation>Hay una tercera persona en la imagen: solo se sigue a dos.</translation>
    </message>
    <message>
        <source>Welcome. No camera was found, so the sample clip is playing.</source>
        <translation>Sin cámara: se reproduce el clip de ejemplo.</translation>
    </message>
    <message>
        <source>Drop a video anywhere here, or plug in a camera and choose it.</source>
        <translation>Soltar un vídeo en cualquier lugar, o conectar una cámara y elegirla.</translation>
    </message>
    <message>
        <source>Close the welcome</source>
        <translation>Cerrar la bienvenida</translation>
    </message>
    <message>
        <source>Why no action is named</source>
        <translation>Por qué no se nombra ninguna acción</translation>
    </message>
    <message>
        <source>Terms in the glossary…</source>
        <translation>Términos en el glosario…</translation>
    </message>
    <message>
        <source>With a lower threshold, or eager decisions, more is named, and more of it wrongly.</source>
        <translation>Con un umbral menor, o decisiones audaces, se nombra más, y más de ello con error.</translation>
    </message>
    <message>
        <source>This person has been seen for {seen:.1f} s. In so short a time one sees a pose rather than a movement, so nothing is named yet.</source>
        <translation>Esta persona se ve desde hace {seen:.1f} s. En tan poco tiempo se ve una postura más que un movimiento, así que aún no se nombra nada.</translation>
    </message>
    <message>
        <source>At {nothing}, “no known action” is the most probable: what is done looks like none of the {count} actions that this model knows. Its best guess is {guess}, at {share}.</source>
        <translation>Con {nothing}, «ninguna acción conocida» es lo más probable: lo que se hace no se parece a ninguna de las {count} acciones que conoce este modelo. Su mejor conjetura es {guess}, con {share}.</translation>
    </message>
    <message>
        <source>The best guess is {guess}, at {share}; it would have to reach {needed} to be named.</source>
        <translation>La mejor conjetura es {guess}, con {share}; tendría que alcanzar {needed} para que se la nombre.</translation>
    </message>
    <message>
        <source> That is {enter} of what “no known action”, at {nothing}, leaves.</source>
        <translation> Eso es {enter} de lo que deja «ninguna acción conocida», con {nothing}.</translation>
    </message>
    <message>
        <source>The best guess is {guess}, at {share}. But “no known action” has {nothing}, and above {idle} nothing is named. {more}</source>
        <translation>La mejor conjetura es {guess}, con {share}. Pero «ninguna acción conocida» tiene {nothing}, y por encima de {idle} no se nombra nada. {more}</translation>
    </message>
    <message>
        <source>The best guess, {guess} at {share}, may be sure enough. It is held back where it has only just become so, so that names do not flicker, or where the person hardly moves.</source>
        <translation>La mejor conjetura, {guess} con {share}, quizá sea bastante segura. Se retiene si acaba de serlo, para que los nombres no parpadeen, o si la persona apenas se mueve.</translation>
    </message>
    <message>
        <source>Own actions</source>
        <translation>Acciones propias</translation>
    </message>
    <message>
        <source>New pack: a folder for it</source>
        <translation>Paquete nuevo: una carpeta para él</translation>
    </message>
    <message>
        <source>Open a pack</source>
        <translation>Abrir un paquete</translation>
    </message>
    <message>
        <source>Go!</source>
        <translation>¡Ya!</translation>
    </message>
    <message>
        <source>Nobody was seen. Once more:</source>
        <translation>No se vio a nadie. Otra vez:</translation>
    </message>
    <message>
        <source>{action} · {done} of {count}</source>
        <translation>{action} · {done} de {count}</translation>
    </message>
    <message>
        <source>Examples</source>
        <translation>Ejemplos</translation>
    </message>
    <message>
        <source>, from {origin}</source>
        <translation>, de {origin}</translation>
    </message>
    <message>
        <source>Example {number} of {action}{where}</source>
        <translation>Ejemplo {number} de {action}{where}</translation>
    </message>
    <message>
        <source>Learn</source>
        <translation>Aprender</translation>
    </message>
    <message>
        <source>Own actions alone</source>
        <translation>Solo acciones propias</translation>
    </message>
    <message>
        <source>How well?</source>
        <translation>¿Qué tal?</translation>
    </message>
    <message>
        <source>Find out how well the actions are told apart, and which one needs more examples</source>
        <translation>Averiguar lo bien que se distinguen las acciones, y cuál necesita más ejemplos</translation>
    </message>
    <message>
        <source>Whether only these actions are recognized, or the model&apos;s own beside them</source>
        <translation>Si solo se reconocen estas acciones, o las del modelo junto a ellas</translation>
    </message>
    <message>
        <source>How it stands</source>
        <translation>Cómo está</translation>
    </message>
    <message>
        <source>How far the learning is</source>
        <translation>Cuánto lleva el aprendizaje</translation>
    </message>
    <message>
        <source>The model knows “{name}” already: give your action another name, or let own actions stand alone.</source>
        <translation>El modelo ya conoce «{name}»: dar otro nombre a la acción propia, o reconocer solo acciones propias.</translation>
    </message>
    <message>
        <source>Another program has changed this pack meanwhile, and its changes were taken up.</source>
        <translation>Otro programa cambió entretanto este paquete, y sus cambios se incorporaron.</translation>
    </message>
    <message>
        <source>Name of the action</source>
        <translation>Nombre de la acción</translation>
    </message>
    <message>
        <source>Counts down, records an example, counts down again: nobody needs their hands for it</source>
        <translation>Cuenta atrás, graba un ejemplo, vuelve a contar: nadie necesita las manos para ello</translation>
    </message>
    <message>
        <source>How many examples</source>
        <translation>Cuántos ejemplos</translation>
    </message>
    <message>
        <source>Seconds of each example</source>
        <translation>Segundos de cada ejemplo</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>Sonido</translation>
    </message>
    <message>
        <source>A tone when an example begins</source>
        <translation>Un tono cuando empieza un ejemplo</translation>
    </message>
    <message>
        <source>examples of</source>
        <translation>ejemplos de</translation>
    </message>
    <message>
        <source>Examples are recorded before a camera: choose one with Source. From a video or a clip they are taken on the timeline.</source>
        <translation>Los ejemplos se graban ante una cámara: elegir una con «Fuente». De un vídeo o un clip se toman en la línea de tiempo.</translation>
    </message>
    <message>
        <source>Recognition is paused: nobody is looked for, so nothing can be recorded.</source>
        <translation>El reconocimiento está en pausa: no se busca a nadie, así que no se puede grabar nada.</translation>
    </message>
    <message>
        <source>Nobody was seen, so nothing was recorded. Stand so that the camera sees all of you.</source>
        <translation>No se vio a nadie, así que no se grabó nada. Ponerse de modo que la cámara vea todo el cuerpo.</translation>
    </message>
    <message>
        <source>The camera gives no pictures any more. The examples that were recorded are kept.</source>
        <translation>La cámara ya no da imágenes. Los ejemplos grabados se conservan.</translation>
    </message>
    <message>
        <source>How well they are told apart</source>
        <translation>Lo bien que se distinguen</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>Atrás</translation>
    </message>
    <message>
        <source>Each example was judged by what all the others teach. The bars say how many of them were recognized.</source>
        <translation>Cada ejemplo se juzgó por lo que enseñan todos los demás. Las barras dicen cuántos de ellos se reconocieron.</translation>
    </message>
    <message>
        <source>Nothing could be tested yet: that takes two examples of an action.</source>
        <translation>Aún no se pudo probar nada: hacen falta dos ejemplos de una acción.</translation>
    </message>
    <message>
        <source>Each example is being left out in turn…</source>
        <translation>Cada ejemplo se deja fuera por turno…</translation>
    </message>
    <message>
        <source>No two actions were taken for each other.</source>
        <translation>Ningún par de acciones se confundió.</translation>
    </message>
    <message>
        <source>No action stands out as needing more examples.</source>
        <translation>Ninguna acción destaca por necesitar más ejemplos.</translation>
    </message>
    <message>
        <source>How far the test is</source>
        <translation>Cuánto lleva la prueba</translation>
    </message>
    <message>
        <source>How many examples of each action were recognized</source>
        <translation>Cuántos ejemplos de cada acción se reconocieron</translation>
    </message>
    <message>
        <source>{how} On average, {share} were.</source>
        <translation>{how} De media lo fueron {share}.</translation>
    </message>
    <message>
        <source>“{action}” needs more examples: {why}.</source>
        <translation>«{action}» necesita más ejemplos: {why}.</translation>
    </message>
    <message>
        <source>once</source>
        <translation>una vez</translation>
    </message>
    <message>
        <source>{examples} times</source>
        <translation>{examples} veces</translation>
    </message>
    <message>
        <source>“{one}” and “{other}” are taken for each other most often: {times}.</source>
        <translation>«{one}» y «{other}» son las que más se confunden: {times}.</translation>
    </message>
    <message>
        <source>Name an action and record some examples of it, or take them from the timeline.</source>
        <translation>Nombrar una acción y grabar algunos ejemplos de ella, o tomarlos de la línea de tiempo.</translation>
    </message>
    <message>
        <source>Not learned yet: press Learn, and the actions are recognized.</source>
        <translation>Aún sin aprender: pulsar «Aprender», y las acciones se reconocen.</translation>
    </message>
    <message>
        <source>Learned, and not in use: the menu of the pack, above, takes it into use.</source>
        <translation>Aprendido, pero sin usar: el menú del paquete, arriba, lo pone en uso.</translation>
    </message>
    <message>
        <source>Teach</source>
        <translation>Enseñar</translation>
    </message>
    <message>
        <source>Pack…</source>
        <translation>Paquete…</translation>
    </message>
    <message>
        <source>What can be done with the pack</source>
        <translation>Qué se puede hacer con el paquete</translation>
    </message>
    <message>
        <source>Undo in the pack</source>
        <translation>Deshacer en el paquete</translation>
    </message>
    <message>
        <source>Redo in the pack</source>
        <translation>Rehacer en el paquete</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>Cambiar nombre</translation>
    </message>
    <message>
        <source>Record again</source>
        <translation>Grabar de nuevo</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>Eliminar</translation>
    </message>
    <message>
        <source>Rename the action</source>
        <translation>Cambiar el nombre de la acción</translation>
    </message>
    <message>
        <source>Remove the action and its examples</source>
        <translation>Quitar la acción y sus ejemplos</translation>
    </message>
    <message>
        <source>Record the example again</source>
        <translation>Grabar el ejemplo de nuevo</translation>
    </message>
    <message>
        <source>Delete the example</source>
        <translation>Eliminar el ejemplo</translation>
    </message>
    <message>
        <source>No pack yet</source>
        <translation>Aún sin paquete</translation>
    </message>
    <message>
        <source>Learned: 1 own action is recognized, and nothing else.</source>
        <translation>Aprendido: se reconoce 1 acción propia, y nada más.</translation>
    </message>
    <message>
        <source>Learned: {count} own actions are recognized, and nothing else.</source>
        <translation>Aprendido: se reconocen {count} acciones propias, y nada más.</translation>
    </message>
    <message>
        <source>Learned: 1 own action is recognized beside those of the model.</source>
        <translation>Aprendido: se reconoce 1 acción propia junto a las del modelo.</translation>
    </message>
    <message>
        <source>Learned: {count} own actions are recognized beside those of the model.</source>
        <translation>Aprendido: se reconocen {count} acciones propias junto a las del modelo.</translation>
    </message>
    <message>
        <source>New pack…</source>
        <translation>Paquete nuevo…</translation>
    </message>
    <message>
        <source>Open a pack…</source>
        <translation>Abrir un paquete…</translation>
    </message>
    <message>
        <source>Recognize its actions</source>
        <translation>Reconocer sus acciones</translation>
    </message>
    <message>
        <source>Use as example of</source>
        <translation>Usar como ejemplo de</translation>
    </message>
    <message>
        <source>This was</source>
        <translation>Esto era</translation>
    </message>
    <message>
        <source>Another action…</source>
        <translation>Otra acción…</translation>
    </message>
    <message>
        <source>its first example</source>
        <translation>su primer ejemplo</translation>
    </message>
    <message>
        <source>{count} examples</source>
        <translation>{count} ejemplos</translation>
    </message>
    <message>
        <source>{told}“{action}” has {many} now. Learn (Ctrl+T) when you have enough.</source>
        <translation>{told}«{action}» tiene ahora {many}. Aprender (Ctrl+T) cuando haya bastantes.</translation>
    </message>
    <message>
        <source>The model knows “{name}” already, so your own action is called “{own}”. </source>
        <translation>El modelo ya conoce «{name}», así que la acción propia se llama «{own}». </translation>
    </message>
    <message>
        <source>Select an action on the timeline first: click it, or press N.</source>
        <translation>Seleccionar primero una acción en la línea de tiempo: hacer clic en ella, o pulsar N.</translation>
    </message>
    <message>
        <source>Overview of the whole timeline</source>
        <translation>Conjunto de toda la línea de tiempo</translation>
    </message>
    <message>
        <source>What of the whole time is shown above: click or drag to show another part</source>
        <translation>Qué parte de todo el tiempo se ve arriba: hacer clic o arrastrar para mostrar otra</translation>
    </message>
    <message>
        <source>Back by a frame</source>
        <translation>Una imagen atrás</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>Reproducir</translation>
    </message>
    <message>
        <source>Forward by a frame</source>
        <translation>Una imagen adelante</translation>
    </message>
    <message>
        <source>How far the file was looked through; stops that, or goes on</source>
        <translation>Hasta dónde se analizó el archivo; lo detiene, o continúa</translation>
    </message>
    <message>
        <source>The result whose answers are shown; says more about it</source>
        <translation>El resultado cuyas respuestas se muestran; dice más sobre él</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>Velocidad</translation>
    </message>
    <message>
        <source>Speed ([ slower, ] faster)</source>
        <translation>Velocidad ([ más lento, ] más rápido)</translation>
    </message>
    <message>
        <source>See more of the time</source>
        <translation>Ver más tiempo</translation>
    </message>
    <message>
        <source>See all</source>
        <translation>Ver todo</translation>
    </message>
    <message>
        <source>See less, larger</source>
        <translation>Ver menos, más grande</translation>
    </message>
    <message>
        <source>Go on looking</source>
        <translation>Seguir analizando</translation>
    </message>
    <message>
        <source>Stop looking, for the moment</source>
        <translation>Dejar de analizar, por ahora</translation>
    </message>
    <message>
        <source>From {name}</source>
        <translation>De {name}</translation>
    </message>
    <message>
        <source>Say by what it was judged, and offer to recognize the file anew</source>
        <translation>Decir con qué se juzgó, y ofrecer reconocer el archivo de nuevo</translation>
    </message>
    <message>
        <source>Frozen at</source>
        <translation>Congelado en</translation>
    </message>
    <message>
        <source>Live</source>
        <translation>En directo</translation>
    </message>
    <message>
        <source>Go on live</source>
        <translation>Seguir en directo</translation>
    </message>
    <message>
        <source>Freeze and look back</source>
        <translation>Congelar y mirar atrás</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>Reproducir de nuevo</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>Pausa</translation>
    </message>
    <message>
        <source> of {duration}</source>
        <translation> de {duration}</translation>
    </message>
    <message>
        <source>Looked through to {reached}{whole}, stopped</source>
        <translation>Analizado hasta {reached}{whole}, detenido</translation>
    </message>
    <message>
        <source>, which sets the pace</source>
        <translation>, que marca el ritmo</translation>
    </message>
    <message>
        <source>Looked through to {reached}{whole}{rate}{pace}</source>
        <translation>Analizado hasta {reached}{whole}{rate}{pace}</translation>
    </message>
    <message>
        <source>Name…	F2</source>
        <translation>Nombre…	F2</translation>
    </message>
    <message>
        <source>Same as</source>
        <translation>La misma que</translation>
    </message>
    <message>
        <source>Separate again</source>
        <translation>Separar de nuevo</translation>
    </message>
    <message>
        <source>Recognized</source>
        <translation>Reconocido</translation>
    </message>
    <message>
        <source>More people</source>
        <translation>Más personas</translation>
    </message>
    <message>
        <source>Name of {name}</source>
        <translation>Nombre de {name}</translation>
    </message>
    <message>
        <source>Place in the source</source>
        <translation>Lugar en la fuente</translation>
    </message>
    <message>
        <source>by hand</source>
        <translation>a mano</translation>
    </message>
    <message>
        <source>Selected: {selected}</source>
        <translation>Seleccionada: {selected}</translation>
    </message>
    <message>
        <source>Drawn example, not recorded</source>
        <translation>Ejemplo dibujado, no grabado</translation>
    </message>
    <message>
        <source>Your first example of it</source>
        <translation>El primer ejemplo propio</translation>
    </message>
    <message>
        <source>No drawing of it yet</source>
        <translation>Aún sin dibujo</translation>
    </message>
    <message>
        <source>Close the message</source>
        <translation>Cerrar el mensaje</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>Intentar de nuevo</translation>
    </message>
    <message>
        <source>Go to the largest value</source>
        <translation>Ir al valor mayor</translation>
    </message>
    <message>
        <source>Arrow keys walk from cell to cell; the line below shows the value. Enter takes the cell.</source>
        <translation>Las flechas van de celda en celda; la línea de abajo muestra el valor. Intro toma la celda.</translation>
    </message>
    <message>
        <source>An example of {action}</source>
        <translation>Un ejemplo de {action}</translation>
    </message>
    <message>
        <source>Picture with skeletons</source>
        <translation>Imagen con esqueletos</translation>
    </message>
    <message>
        <source>Border above the timeline</source>
        <translation>Borde sobre la línea de tiempo</translation>
    </message>
    <message>
        <source>Up and down move it, Enter gives the timeline as much as it needs.</source>
        <translation>Arriba y abajo lo mueven, Intro da a la línea de tiempo cuanto necesita.</translation>
    </message>
    <message>
        <source>Drag to give the timeline more room, double click for as much as it needs</source>
        <translation>Arrastrar para dar más espacio a la línea de tiempo, doble clic para cuanto necesita</translation>
    </message>
    <message>
        <source>Skeleton in space</source>
        <translation>Esqueleto en el espacio</translation>
    </message>
    <message>
        <source>Arrow keys turn it, plus and minus bring it nearer or farther, Home resets it.</source>
        <translation>Las flechas lo giran, más y menos lo acercan o alejan, Inicio lo restablece.</translation>
    </message>
    <message>
        <source>Arrow keys move it.</source>
        <translation>Las flechas lo mueven.</translation>
    </message>
    <message>
        <source>careful</source>
        <translation>prudente</translation>
    </message>
    <message>
        <source>balanced</source>
        <translation>equilibrada</translation>
    </message>
    <message>
        <source>eager</source>
        <translation>audaz</translation>
    </message>
    <message>
        <source>Person {number}</source>
        <translation>Persona {number}</translation>
    </message>
    <message>
        <source>{middle} gets {share} of the attention; evenly spread it would be {alike}</source>
        <translation>{middle} recibe {share} de la atención; repartida por igual sería {alike}</translation>
    </message>
    <message>
        <source>Attended to</source>
        <translation>Mirado</translation>
    </message>
    <message>
        <source>Mark first where the action starts (Shift+I), and go to where it ends.</source>
        <translation>Marcar primero dónde empieza la acción (Mayús+I), e ir adonde termina.</translation>
    </message>
    <message>
        <source>Go to a place within the action first: it is split there.</source>
        <translation>Ir primero a un lugar dentro de la acción: allí se divide.</translation>
    </message>
    <message>
        <source>There is no later action of this person to join it with.</source>
        <translation>No hay una acción posterior de esta persona con la que unirla.</translation>
    </message>
    <message>
        <source>An action must end after it starts.</source>
        <translation>Una acción debe terminar después de empezar.</translation>
    </message>
    <message>
        <source>Events at {url}, {count} listening</source>
        <translation>Eventos en {url}, {count} a la escucha</translation>
    </message>
    <message>
        <source>Events at {url}</source>
        <translation>Eventos en {url}</translation>
    </message>
    <message>
        <source>Picture with skeletons (*.png *.jpg)</source>
        <translation>Imagen con esqueletos (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Picture alone (*.png *.jpg)</source>
        <translation>Solo la imagen (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Picture (*.png *.jpg)</source>
        <translation>Imagen (*.png *.jpg)</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>Mostrar en la carpeta</translation>
    </message>
    <message>
        <source>No answer is shown at this moment: go to one where somebody has been watched for a while.</source>
        <translation>No se muestra ninguna respuesta en este momento: ir a uno en el que se haya observado a alguien un rato.</translation>
    </message>
    <message>
        <source>Look inside the network (I) first: what is seen there is what the page explains.</source>
        <translation>Mirar primero dentro de la red (I): lo que allí se ve es lo que explica la página.</translation>
    </message>
    <message>
        <source>Nothing is shown that could be copied.</source>
        <translation>No se muestra nada que se pueda copiar.</translation>
    </message>
    <message>
        <source>Nothing is open that could be recorded.</source>
        <translation>No hay nada abierto que se pueda grabar.</translation>
    </message>
    <message>
        <source>There is nothing to take a picture of.</source>
        <translation>No hay nada de lo que tomar una imagen.</translation>
    </message>
    <message>
        <source>Snapshot</source>
        <translation>Foto</translation>
    </message>
    <message>
        <source>Explain this moment</source>
        <translation>Explicar este momento</translation>
    </message>
    <message>
        <source>Page (*.html)</source>
        <translation>Página (*.html)</translation>
    </message>
    <message>
        <source>The page is being written.</source>
        <translation>La página se está escribiendo.</translation>
    </message>
    <message>
        <source>Written to {first}.</source>
        <translation>Escrito en {first}.</translation>
    </message>
    <message>
        <source>{count} files were written to {parent}.</source>
        <translation>Se escribieron {count} archivos en {parent}.</translation>
    </message>
    <message>
        <source>The numbers of {what} were copied.</source>
        <translation>Se copiaron los números: {what}.</translation>
    </message>
    <message>
        <source>the timeline</source>
        <translation>la línea de tiempo</translation>
    </message>
    <message>
        <source>The figure of {what} was copied.</source>
        <translation>Se copió la figura: {what}.</translation>
    </message>
    <message>
        <source>For files; record a camera first, then open the recording</source>
        <translation>Para archivos; grabar primero de una cámara y abrir luego la grabación</translation>
    </message>
    <message>
        <source>Nothing was recognized yet</source>
        <translation>Aún no se ha reconocido nada</translation>
    </message>
    <message>
        <source>Open Topology, Attention, Masking or Signals for it</source>
        <translation>Abrir para ello Topología, Atención, Enmascarado o Señales</translation>
    </message>
    <message>
        <source>No answer is shown at this moment</source>
        <translation>No se muestra ninguna respuesta en este momento</translation>
    </message>
    <message>
        <source>Another source was opened before everything was written: export it from there.</source>
        <translation>Se abrió otra fuente antes de escribirlo todo: exportarlo desde allí.</translation>
    </message>
    <message>
        <source>Cannot write {path}.</source>
        <translation>No se puede escribir {path}.</translation>
    </message>
    <message>
        <source>None so far</source>
        <translation>Ninguno por ahora</translation>
    </message>
    <message>
        <source>January</source>
        <translation>enero</translation>
    </message>
    <message>
        <source>February</source>
        <translation>febrero</translation>
    </message>
    <message>
        <source>March</source>
        <translation>marzo</translation>
    </message>
    <message>
        <source>April</source>
        <translation>abril</translation>
    </message>
    <message>
        <source>May</source>
        <translation>mayo</translation>
    </message>
    <message>
        <source>June</source>
        <translation>junio</translation>
    </message>
    <message>
        <source>July</source>
        <translation>julio</translation>
    </message>
    <message>
        <source>August</source>
        <translation>agosto</translation>
    </message>
    <message>
        <source>September</source>
        <translation>septiembre</translation>
    </message>
    <message>
        <source>October</source>
        <translation>octubre</translation>
    </message>
    <message>
        <source>November</source>
        <translation>noviembre</translation>
    </message>
    <message>
        <source>December</source>
        <translation>diciembre</translation>
    </message>
    <message>
        <source>Use the bundled model</source>
        <translation>Usar el modelo incluido</translation>
    </message>
    <message>
        <source>Recognize anew</source>
        <translation>Reconocer de nuevo</translation>
    </message>
    <message>
        <source>Nothing is open. Open a video or a clip, or drop one here.</source>
        <translation>No hay nada abierto. Abrir un vídeo o un clip, o soltar uno aquí.</translation>
    </message>
    <message>
        <source>{decisions} decisions</source>
        <translation>decisiones: {decisions}</translation>
    </message>
    <message>
        <source>version {version}</source>
        <translation>versión {version}</translation>
    </message>
    <message>
        <source>{day} {month} {year}</source>
        <translation>{day} de {month} de {year}</translation>
    </message>
    <message>
        <source>Shown from {name}, without computing anything: judged by {by} on {day}.</source>
        <translation>Se muestra de {name}, sin calcular nada: lo juzgó {by} el {day}.</translation>
    </message>
    <message>
        <source> In use now: {now}.</source>
        <translation> En uso ahora: {now}.</translation>
    </message>
    <message>
        <source>one person</source>
        <translation>una persona</translation>
    </message>
    <message>
        <source>two people</source>
        <translation>dos personas</translation>
    </message>
    <message>
        <source>mirrored</source>
        <translation>reflejada</translation>
    </message>
    <message>
        <source>not mirrored</source>
        <translation>no reflejada</translation>
    </message>
    <message>
        <source>Camera…</source>
        <translation>Cámara…</translation>
    </message>
    <message>
        <source>What it knows…</source>
        <translation>Lo que conoce…</translation>
    </message>
    <message>
        <source>Keys</source>
        <translation>Teclas</translation>
    </message>
    <message>
        <source>Border between picture and maps</source>
        <translation>Borde entre imagen y mapas</translation>
    </message>
    <message>
        <source>{name} is about {missing}, which is neither where the result says nor beside it.</source>
        <translation>{name} trata de {missing}, que no está donde dice el resultado ni junto a él.</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>Buscarlo…</translation>
    </message>
    <message>
        <source>Where is {missing}?</source>
        <translation>¿Dónde está {missing}?</translation>
    </message>
    <message>
        <source>Rules in the settings that cannot be understood are left out.</source>
        <translation>Las reglas de los ajustes que no se entienden se omiten.</translation>
    </message>
    <message>
        <source>The model {name} has no {decisions} decisions: its own rules are used.</source>
        <translation>El modelo {name} no tiene decisiones «{decisions}»: se usan sus propias reglas.</translation>
    </message>
    <message>
        <source>{sentence} “{name}” stays in use.</source>
        <translation>{sentence} «{name}» sigue en uso.</translation>
    </message>
    <message>
        <source>{name} gives {camera_format}.</source>
        <translation>{name} da {camera_format}.</translation>
    </message>
    <message>
        <source>Looking for a camera…</source>
        <translation>Buscando una cámara…</translation>
    </message>
    <message>
        <source>camera {spec}</source>
        <translation>cámara {spec}</translation>
    </message>
    <message>
        <source>the sample clip</source>
        <translation>el clip de ejemplo</translation>
    </message>
    <message>
        <source>Opening {name}…</source>
        <translation>Abriendo {name}…</translation>
    </message>
    <message>
        <source>Open one result at a time.</source>
        <translation>Abrir los resultados de uno en uno.</translation>
    </message>
    <message>
        <source>Network</source>
        <translation>Red</translation>
    </message>
    <message>
        <source>Pose</source>
        <translation>Pose</translation>
    </message>
    <message>
        <source>Dropped</source>
        <translation>Perdidas</translation>
    </message>
    <message>
        <source>Latency</source>
        <translation>Latencia</translation>
    </message>
    <message>
        <source>What is being prepared</source>
        <translation>Lo que se prepara</translation>
    </message>
    <message>
        <source>Rates and delays</source>
        <translation>Tasas y demoras</translation>
    </message>
    <message>
        <source>Stream of events</source>
        <translation>Flujo de eventos</translation>
    </message>
    <message>
        <source> of {camera_format}</source>
        <translation> de {camera_format}</translation>
    </message>
    <message>
        <source>Source {source_fps:.0f} fps{given}</source>
        <translation>Fuente {source_fps:.0f} fps{given}</translation>
    </message>
    <message>
        <source>Recognition {recognized_fps:.0f} fps</source>
        <translation>Reconocimiento {recognized_fps:.0f} fps</translation>
    </message>
    <message>
        <source>Pose {median:.0f} ms</source>
        <translation>Pose {median:.0f} ms</translation>
    </message>
    <message>
        <source>Network {median:.0f} ms</source>
        <translation>Red {median:.0f} ms</translation>
    </message>
    <message>
        <source>Latency {median:.0f} ms (p95 {p95:.0f})</source>
        <translation>Latencia {median:.0f} ms (p95 {p95:.0f})</translation>
    </message>
    <message>
        <source>Dropped {dropped}</source>
        <translation>Perdidas {dropped}</translation>
    </message>
    <message>
        <source>Model {title} on {device}</source>
        <translation>Modelo {title} en {device}</translation>
    </message>
    <message>
        <source>More commands</source>
        <translation>Más comandos</translation>
    </message>
    <message>
        <source>Tools</source>
        <translation>Herramientas</translation>
    </message>
    <message>
        <source>&amp;File</source>
        <translation>&amp;Archivo</translation>
    </message>
    <message>
        <source>&amp;Edit</source>
        <translation>&amp;Editar</translation>
    </message>
    <message>
        <source>&amp;Playback</source>
        <translation>&amp;Reproducción</translation>
    </message>
    <message>
        <source>&amp;View</source>
        <translation>&amp;Ver</translation>
    </message>
    <message>
        <source>&amp;Tools</source>
        <translation>&amp;Herramientas</translation>
    </message>
    <message>
        <source>&amp;Help</source>
        <translation>A&amp;yuda</translation>
    </message>
    <message>
        <source>Choose a source…</source>
        <translation>Elegir una fuente…</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>Fuente</translation>
    </message>
    <message>
        <source>Open videos or clips…</source>
        <translation>Abrir vídeos o clips…</translation>
    </message>
    <message>
        <source>Open the sample clip</source>
        <translation>Abrir el clip de ejemplo</translation>
    </message>
    <message>
        <source>Sample</source>
        <translation>Ejemplo</translation>
    </message>
    <message>
        <source>Queue of several files…</source>
        <translation>Cola de varios archivos…</translation>
    </message>
    <message>
        <source>Record, or end recording</source>
        <translation>Grabar, o terminar la grabación</translation>
    </message>
    <message>
        <source>Snapshot…</source>
        <translation>Guardar una foto…</translation>
    </message>
    <message>
        <source>Export…</source>
        <translation>Exportar…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>Salir</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>Deshacer</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>Rehacer</translation>
    </message>
    <message>
        <source>Search for an action…</source>
        <translation>Buscar una acción…</translation>
    </message>
    <message>
        <source>Copy the numbers</source>
        <translation>Copiar los números</translation>
    </message>
    <message>
        <source>Copy the figure</source>
        <translation>Copiar la figura</translation>
    </message>
    <message>
        <source>Previous action</source>
        <translation>Acción anterior</translation>
    </message>
    <message>
        <source>Rename the action…</source>
        <translation>Cambiar el nombre de la acción…</translation>
    </message>
    <message>
        <source>Split at the place</source>
        <translation>Dividir en el lugar</translation>
    </message>
    <message>
        <source>Join with the next</source>
        <translation>Unir con la siguiente</translation>
    </message>
    <message>
        <source>Let it start at the place</source>
        <translation>Hacer que empiece en el lugar</translation>
    </message>
    <message>
        <source>Let it end at the place</source>
        <translation>Hacer que termine en el lugar</translation>
    </message>
    <message>
        <source>Remove the action</source>
        <translation>Quitar la acción</translation>
    </message>
    <message>
        <source>Play it again and again</source>
        <translation>Reproducirla una y otra vez</translation>
    </message>
    <message>
        <source>A new action starts at the place</source>
        <translation>Una acción nueva empieza en el lugar</translation>
    </message>
    <message>
        <source>It ends at the place: add it…</source>
        <translation>Termina en el lugar: añadirla…</translation>
    </message>
    <message>
        <source>Use as example of…</source>
        <translation>Usar como ejemplo de…</translation>
    </message>
    <message>
        <source>This was…</source>
        <translation>Esto era…</translation>
    </message>
    <message>
        <source>Play or pause; freeze what is live</source>
        <translation>Reproducir o pausar; congelar lo que está en directo</translation>
    </message>
    <message>
        <source>Back by 5 seconds</source>
        <translation>5 segundos atrás</translation>
    </message>
    <message>
        <source>Forward by 5 seconds</source>
        <translation>5 segundos adelante</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>Al principio</translation>
    </message>
    <message>
        <source>Slower</source>
        <translation>Más lento</translation>
    </message>
    <message>
        <source>Faster</source>
        <translation>Más rápido</translation>
    </message>
    <message>
        <source>Zoom into the timeline</source>
        <translation>Acercar la línea de tiempo</translation>
    </message>
    <message>
        <source>Zoom out of the timeline</source>
        <translation>Alejar la línea de tiempo</translation>
    </message>
    <message>
        <source>The whole timeline</source>
        <translation>Toda la línea de tiempo</translation>
    </message>
    <message>
        <source>Teach it your own actions</source>
        <translation>Enseñarle acciones propias</translation>
    </message>
    <message>
        <source>Pause recognition</source>
        <translation>Pausar reconocimiento</translation>
    </message>
    <message>
        <source>Follow one person</source>
        <translation>Seguir a una persona</translation>
    </message>
    <message>
        <source>Follow two people</source>
        <translation>Seguir a dos personas</translation>
    </message>
    <message>
        <source>The source is mirrored</source>
        <translation>La fuente está reflejada</translation>
    </message>
    <message>
        <source>Compare: hold this moment</source>
        <translation>Comparar: retener este momento</translation>
    </message>
    <message>
        <source>Explain this moment…</source>
        <translation>Explicar este momento…</translation>
    </message>
    <message>
        <source>When an action begins…</source>
        <translation>Cuando empieza una acción…</translation>
    </message>
    <message>
        <source>For other programs…</source>
        <translation>Para otros programas…</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>Ajustes…</translation>
    </message>
    <message>
        <source>Mirror the display</source>
        <translation>Reflejar la vista</translation>
    </message>
    <message>
        <source>Mirror</source>
        <translation>Espejo</translation>
    </message>
    <message>
        <source>Look inside the network</source>
        <translation>Mirar dentro de la red</translation>
    </message>
    <message>
        <source>Inside</source>
        <translation>Dentro</translation>
    </message>
    <message>
        <source>Strongest links on the skeleton</source>
        <translation>Enlaces más fuertes sobre el esqueleto</translation>
    </message>
    <message>
        <source>Maps of all blocks</source>
        <translation>Mapas de todos los bloques</translation>
    </message>
    <message>
        <source>Unpin the joint</source>
        <translation>Soltar la articulación</translation>
    </message>
    <message>
        <source>Larger text</source>
        <translation>Texto más grande</translation>
    </message>
    <message>
        <source>Smaller text</source>
        <translation>Texto más pequeño</translation>
    </message>
    <message>
        <source>Text of the usual size</source>
        <translation>Texto de tamaño normal</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>Pantalla completa</translation>
    </message>
    <message>
        <source>Presentation</source>
        <translation>Presentación</translation>
    </message>
    <message>
        <source>Next page of the lesson</source>
        <translation>Página siguiente de la lección</translation>
    </message>
    <message>
        <source>Previous page of the lesson</source>
        <translation>Página anterior de la lección</translation>
    </message>
    <message>
        <source>Glossary…</source>
        <translation>Glosario…</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>Ayuda</translation>
    </message>
    <message>
        <source>About MS-SA Studio</source>
        <translation>Acerca de MS-SA Studio</translation>
    </message>
    <message>
        <source>Drop files on the window</source>
        <translation>Soltar archivos sobre la ventana</translation>
    </message>
    <message>
        <source>Open a video or a clip; several go into the queue</source>
        <translation>Abrir un vídeo o un clip; varios van a la cola</translation>
    </message>
    <message>
        <source>Drag, or arrow keys, on the stage</source>
        <translation>Arrastrar, o flechas, en la imagen</translation>
    </message>
    <message>
        <source>Turn the skeleton of a clip</source>
        <translation>Girar el esqueleto de un clip</translation>
    </message>
    <message>
        <source>Wheel, or + and −, on the stage</source>
        <translation>Rueda, o + y −, en la imagen</translation>
    </message>
    <message>
        <source>Zoom in or out</source>
        <translation>Acercar o alejar</translation>
    </message>
    <message>
        <source>Double click, or Home, on the stage</source>
        <translation>Doble clic, o Inicio, en la imagen</translation>
    </message>
    <message>
        <source>Reset the view</source>
        <translation>Restablecer la vista</translation>
    </message>
    <message>
        <source>Right click, or the menu key, on the stage</source>
        <translation>Clic derecho, o la tecla de menú, en la imagen</translation>
    </message>
    <message>
        <source>Play, step, save a snapshot, mirror, and more</source>
        <translation>Reproducir, avanzar, guardar una foto, reflejar y más</translation>
    </message>
    <message>
        <source>Drag on the time axis, or arrow keys on the timeline</source>
        <translation>Arrastrar en el eje del tiempo, o flechas en la línea de tiempo</translation>
    </message>
    <message>
        <source>Go to another moment</source>
        <translation>Ir a otro momento</translation>
    </message>
    <message>
        <source>Click an action on the timeline, or Down</source>
        <translation>Clic en una acción de la línea de tiempo, o Abajo</translation>
    </message>
    <message>
        <source>Select it; then arrow keys and Tab go to others, Esc leads back</source>
        <translation>Seleccionarla; luego las flechas y Tab van a otras, Esc vuelve</translation>
    </message>
    <message>
        <source>Double click an action, or Enter</source>
        <translation>Doble clic en una acción, o Intro</translation>
    </message>
    <message>
        <source>Rename it</source>
        <translation>Cambiar su nombre</translation>
    </message>
    <message>
        <source>Drag an end of an action</source>
        <translation>Arrastrar un extremo de una acción</translation>
    </message>
    <message>
        <source>Move it</source>
        <translation>Moverlo</translation>
    </message>
    <message>
        <source>Drag in the empty part of a lane, or with Alt anywhere</source>
        <translation>Arrastrar en la parte vacía de un carril, o con Alt en cualquier lugar</translation>
    </message>
    <message>
        <source>Add an action</source>
        <translation>Añadir una acción</translation>
    </message>
    <message>
        <source>Wheel on the timeline</source>
        <translation>Rueda en la línea de tiempo</translation>
    </message>
    <message>
        <source>Zoom; with Shift, move along; over the names, go to other rows</source>
        <translation>Zoom; con Mayús, desplazar; sobre los nombres, ir a otras filas</translation>
    </message>
    <message>
        <source>Double click on a row&apos;s name, or F2 on the timeline</source>
        <translation>Doble clic en el nombre de una fila, o F2 en la línea de tiempo</translation>
    </message>
    <message>
        <source>Name the person</source>
        <translation>Nombrar a la persona</translation>
    </message>
    <message>
        <source>Right click on a row&apos;s name, or the menu key on an action</source>
        <translation>Clic derecho en el nombre de una fila, o la tecla de menú en una acción</translation>
    </message>
    <message>
        <source>Say that two numbers are one person</source>
        <translation>Decir que dos números son una persona</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on a map</source>
        <translation>Señalar, o flechas, en un mapa</translation>
    </message>
    <message>
        <source>Read a cell&apos;s value; both joints are highlighted on the stage</source>
        <translation>Leer el valor de una celda; ambas articulaciones se resaltan en la imagen</translation>
    </message>
    <message>
        <source>Click a joint on the stage or the map, or Enter</source>
        <translation>Clic en una articulación de la imagen o del mapa, o Intro</translation>
    </message>
    <message>
        <source>Pin it and see what it listens to</source>
        <translation>Fijarla y ver a quién escucha</translation>
    </message>
    <message>
        <source>Right click, or the menu key, on a map</source>
        <translation>Clic derecho, o la tecla de menú, en un mapa</translation>
    </message>
    <message>
        <source>Copy it, export it, go to its largest value or change</source>
        <translation>Copiarlo, exportarlo, ir a su mayor valor o cambio</translation>
    </message>
    <message>
        <source>Click, or arrow keys and Enter, in an overview</source>
        <translation>Clic, o flechas e Intro, en un conjunto</translation>
    </message>
    <message>
        <source>See that map large; Home goes to the ★</source>
        <translation>Ver ese mapa grande; Inicio va a la ★</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on an equation</source>
        <translation>Señalar, o flechas, en una ecuación</translation>
    </message>
    <message>
        <source>Highlight a term, here and in the window</source>
        <translation>Resaltar un término, aquí y en la ventana</translation>
    </message>
    <message>
        <source>Double click, or Enter, on a head</source>
        <translation>Doble clic, o Intro, en una cabeza</translation>
    </message>
    <message>
        <source>See it alone; once more, all heads</source>
        <translation>Verla sola; otra vez, todas</translation>
    </message>
    <message>
        <source>Point, or arrow keys, on the curves</source>
        <translation>Señalar, o flechas, en las curvas</translation>
    </message>
    <message>
        <source>Read a moment; it is marked on the timeline</source>
        <translation>Leer un momento; se marca en la línea de tiempo</translation>
    </message>
    <message>
        <source>Click a joint of the Masking tab, or Enter</source>
        <translation>Clic en una articulación de la pestaña Enmascarado, o Intro</translation>
    </message>
    <message>
        <source>Hide it from the network, or show it again</source>
        <translation>Ocultarla a la red, o mostrarla de nuevo</translation>
    </message>
    <message>
        <source>Drag, or arrow keys with Shift, on its strip</source>
        <translation>Arrastrar, o flechas con Mayús, en su tira</translation>
    </message>
    <message>
        <source>Hide a stretch of time; Delete shows it again</source>
        <translation>Ocultar un tramo de tiempo; Supr lo muestra de nuevo</translation>
    </message>
    <message>
        <source>Page Down, Page Up, while presenting</source>
        <translation>Av Pág, Re Pág, durante la presentación</translation>
    </message>
    <message>
        <source>Next map, or page of the lesson; back</source>
        <translation>Mapa siguiente, o página de la lección; atrás</translation>
    </message>
    <message>
        <source>B or period, while presenting</source>
        <translation>B o punto, durante la presentación</translation>
    </message>
    <message>
        <source>Black screen; once more, light again</source>
        <translation>Pantalla negra; otra vez, clara</translation>
    </message>
    <message>
        <source>Esc, while presenting</source>
        <translation>Esc, durante la presentación</translation>
    </message>
    <message>
        <source>End the presentation</source>
        <translation>Terminar la presentación</translation>
    </message>
    <message>
        <source>Enter, or a double click, in What it knows</source>
        <translation>Intro, o doble clic, en Acciones</translation>
    </message>
    <message>
        <source>Act the chosen action out</source>
        <translation>Hacer la acción elegida</translation>
    </message>
    <message>
        <source>Esc, while acting an action out</source>
        <translation>Esc, mientras se hace una acción</translation>
    </message>
    <message>
        <source>End it</source>
        <translation>Terminarla</translation>
    </message>
    <message>
        <source>Tab, Shift+Tab</source>
        <translation>Tab, Mayús+Tab</translation>
    </message>
    <message>
        <source>Go through all controls</source>
        <translation>Recorrer todos los controles</translation>
    </message>
    <message>
        <source>Enter, on a button, a box or a list</source>
        <translation>Intro, en un botón, una casilla o una lista</translation>
    </message>
    <message>
        <source>Press it, tick it, open it: the space bar plays and pauses</source>
        <translation>Pulsar, marcar, abrir: la barra espaciadora reproduce y pausa</translation>
    </message>
    <message>
        <source>Alt and the underlined letter</source>
        <translation>Alt y la letra subrayada</translation>
    </message>
    <message>
        <source>Open a menu; arrow keys and Enter choose in it</source>
        <translation>Abrir un menú; las flechas e Intro eligen en él</translation>
    </message>
    <message>
        <source>Arrow keys, on the border of two parts</source>
        <translation>Flechas, en el borde de dos partes</translation>
    </message>
    <message>
        <source>Move it; Enter gives the timeline the height that it needs</source>
        <translation>Moverlo; Intro da a la línea de tiempo la altura que necesita</translation>
    </message>
    <message>
        <source>JSON</source>
        <translation>JSON</translation>
    </message>
    <message>
        <source>Segments, every window with its five best actions, timings</source>
        <translation>Segmentos, cada ventana con sus cinco mejores acciones, tiempos de cálculo</translation>
    </message>
    <message>
        <source>CSV table</source>
        <translation>Tabla CSV</translation>
    </message>
    <message>
        <source>A row for each window</source>
        <translation>Una fila por cada ventana</translation>
    </message>
    <message>
        <source>The actions as subtitles, for any video player</source>
        <translation>Las acciones como subtítulos, para cualquier reproductor de vídeo</translation>
    </message>
    <message>
        <source>WebVTT subtitles</source>
        <translation>Subtítulos WebVTT</translation>
    </message>
    <message>
        <source>The actions as subtitles, for web browsers</source>
        <translation>Las acciones como subtítulos, para navegadores</translation>
    </message>
    <message>
        <source>ELAN document</source>
        <translation>Documento de ELAN</translation>
    </message>
    <message>
        <source>The actions as annotations, with a tier for each person</source>
        <translation>Las acciones como anotaciones, con una línea para cada persona</translation>
    </message>
    <message>
        <source>Audacity labels</source>
        <translation>Etiquetas de Audacity</translation>
    </message>
    <message>
        <source>The actions as a label track</source>
        <translation>Las acciones como pista de etiquetas</translation>
    </message>
    <message>
        <source>Label list</source>
        <translation>Lista de etiquetas</translation>
    </message>
    <message>
        <source>The GPU&apos;s memory is full: the network goes on on the CPU, where it is slower.</source>
        <translation>La memoria de la GPU está llena: la red sigue en la CPU, donde es más lenta.</translation>
    </message>
    <message>
        <source>Faces are hidden only of the people whom the program finds and follows. It cannot find everybody, and follows two at most: look through the video before you show it to others.</source>
        <translation>Los rostros se ocultan solo a las personas que el programa encuentra y sigue. No puede encontrar a todas, y sigue a dos como mucho: revisar el vídeo antes de mostrarlo a otros.</translation>
    </message>
    <message>
        <source>{nothing}: it looks most like none of the known actions</source>
        <translation>{nothing}: no se parece a ninguna de las acciones conocidas</translation>
    </message>
    <message>
        <source>{label} {share}, below the threshold of {least}</source>
        <translation>{label} {share}, por debajo del umbral de {least}</translation>
    </message>
    <message>
        <source>it has {count} of the {enough} that it takes at least</source>
        <translation>tiene {count} de los {enough} que hacen falta como mínimo</translation>
    </message>
    <message>
        <source>{share} of them are recognized, {usual} of the other actions&apos; examples</source>
        <translation>se reconoce el {share} de ellos, de los de las demás acciones el {usual}</translation>
    </message>
    <message>
        <source>Every action has 20 examples or more: enough to train the network itself on them, by start.py train fit --config train/configs/fine_tune_joint.yaml.</source>
        <translation>Cada acción tiene 20 ejemplos o más: bastantes para entrenar con ellos la propia red, con start.py train fit --config train/configs/fine_tune_joint.yaml.</translation>
    </message>
    <message>
        <source>It is too dark: more light would help.</source>
        <translation>Está demasiado oscuro: más luz ayudaría.</translation>
    </message>
    <message>
        <source>Step back: your head is out of the picture.</source>
        <translation>Alejarse: la cabeza queda fuera de la imagen.</translation>
    </message>
    <message>
        <source>Step back: your feet are out of the picture.</source>
        <translation>Alejarse: los pies quedan fuera de la imagen.</translation>
    </message>
    <message>
        <source>Come closer: you are very small in the picture.</source>
        <translation>Acercarse: se ve muy pequeño en la imagen.</translation>
    </message>
    <message>
        <source>spine base</source>
        <translation>pelvis</translation>
    </message>
    <message>
        <source>spine mid</source>
        <translation>espalda media</translation>
    </message>
    <message>
        <source>neck</source>
        <translation>cuello</translation>
    </message>
    <message>
        <source>left shoulder</source>
        <translation>hombro izquierdo</translation>
    </message>
    <message>
        <source>shoulder</source>
        <translation>hombro</translation>
    </message>
    <message>
        <source>left elbow</source>
        <translation>codo izquierdo</translation>
    </message>
    <message>
        <source>elbow</source>
        <translation>codo</translation>
    </message>
    <message>
        <source>left wrist</source>
        <translation>muñeca izquierda</translation>
    </message>
    <message>
        <source>wrist</source>
        <translation>muñeca</translation>
    </message>
    <message>
        <source>left hand</source>
        <translation>mano izquierda</translation>
    </message>
    <message>
        <source>hand</source>
        <translation>mano</translation>
    </message>
    <message>
        <source>right shoulder</source>
        <translation>hombro derecho</translation>
    </message>
    <message>
        <source>right elbow</source>
        <translation>codo derecho</translation>
    </message>
    <message>
        <source>right wrist</source>
        <translation>muñeca derecha</translation>
    </message>
    <message>
        <source>right hand</source>
        <translation>mano derecha</translation>
    </message>
    <message>
        <source>left hip</source>
        <translation>cadera izquierda</translation>
    </message>
    <message>
        <source>hip</source>
        <translation>cadera</translation>
    </message>
    <message>
        <source>left knee</source>
        <translation>rodilla izquierda</translation>
    </message>
    <message>
        <source>knee</source>
        <translation>rodilla</translation>
    </message>
    <message>
        <source>left ankle</source>
        <translation>tobillo izquierdo</translation>
    </message>
    <message>
        <source>ankle</source>
        <translation>tobillo</translation>
    </message>
    <message>
        <source>left foot</source>
        <translation>pie izquierdo</translation>
    </message>
    <message>
        <source>foot</source>
        <translation>pie</translation>
    </message>
    <message>
        <source>right hip</source>
        <translation>cadera derecha</translation>
    </message>
    <message>
        <source>right knee</source>
        <translation>rodilla derecha</translation>
    </message>
    <message>
        <source>right ankle</source>
        <translation>tobillo derecho</translation>
    </message>
    <message>
        <source>right foot</source>
        <translation>pie derecho</translation>
    </message>
    <message>
        <source>spine shoulder</source>
        <translation>centro de hombros</translation>
    </message>
    <message>
        <source>left hand tip</source>
        <translation>dedos izquierdos</translation>
    </message>
    <message>
        <source>hand tip</source>
        <translation>dedos</translation>
    </message>
    <message>
        <source>left thumb</source>
        <translation>pulgar izquierdo</translation>
    </message>
    <message>
        <source>thumb</source>
        <translation>pulgar</translation>
    </message>
    <message>
        <source>right hand tip</source>
        <translation>dedos derechos</translation>
    </message>
    <message>
        <source>right thumb</source>
        <translation>pulgar derecho</translation>
    </message>
    <message>
        <source>head and trunk</source>
        <translation>cabeza y tronco</translation>
    </message>
    <message>
        <source>left arm</source>
        <translation>brazo izquierdo</translation>
    </message>
    <message>
        <source>arm</source>
        <translation>brazo</translation>
    </message>
    <message>
        <source>right arm</source>
        <translation>brazo derecho</translation>
    </message>
    <message>
        <source>left leg</source>
        <translation>pierna izquierda</translation>
    </message>
    <message>
        <source>leg</source>
        <translation>pierna</translation>
    </message>
    <message>
        <source>right leg</source>
        <translation>pierna derecha</translation>
    </message>
    <message>
        <source>Ã = Aₛ + αQ</source>
        <translation>Ã = Aₛ + αQ</translation>
    </message>
    <message>
        <source>Aₛ, shared</source>
        <translation>Aₛ, compartida</translation>
    </message>
    <message>
        <source>Q, of this movement</source>
        <translation>Q, de este movimiento</translation>
    </message>
    <message>
        <source>αQ, added</source>
        <translation>αQ, añadida</translation>
    </message>
    <message>
        <source>Ã − physical skeleton</source>
        <translation>Ã − esqueleto físico</translation>
    </message>
    <message>
        <source>Physical skeleton</source>
        <translation>Esqueleto físico</translation>
    </message>
    <message>
        <source>How the network comes from what the camera sees to its answer, in seven short pages, and three tasks. Each page shows its step in the real window, on what is playing now, and explains an equation of the paper. It needs no camera: the sample clip plays where there is none.</source>
        <translation>Cómo llega la red de lo que ve la cámara a su respuesta, en siete páginas breves y tres tareas. Cada página muestra su paso en la ventana real, con lo que se reproduce ahora, y explica una ecuación del artículo. No hace falta cámara: sin ella se reproduce el clip de ejemplo.</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>Empezar</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>Continuar</translation>
    </message>
    <message>
        <source>Next page</source>
        <translation>Página siguiente</translation>
    </message>
    <message>
        <source>Previous page</source>
        <translation>Página anterior</translation>
    </message>
    <message>
        <source>End the lesson</source>
        <translation>Terminar la lección</translation>
    </message>
    <message>
        <source>Point at a part of the equation, or walk through it with the arrow keys.</source>
        <translation>Señalar una parte de la ecuación, o recorrerla con las flechas.</translation>
    </message>
    <message>
        <source>Equation</source>
        <translation>Ecuación</translation>
    </message>
    <message>
        <source>The model “{model}” is open. This lesson is about MS-SA: what it points at may be missing or mean something else here. The bundled model “open” is an MS-SA: choose it in the settings (Ctrl+,).</source>
        <translation>El modelo «{model}» está abierto. Esta lección trata de MS-SA: lo que señala puede faltar aquí o significar otra cosa. El modelo incluido «open» es un MS-SA: elegirlo en los ajustes (Ctrl+,).</translation>
    </message>
    <message>
        <source>Key points</source>
        <translation>Puntos clave</translation>
    </message>
    <message>
        <source>Of every picture only 25 joints of the body are kept, in metres. The network is given a table of numbers: where every joint was, in every frame of the last few seconds. It knows no faces, no clothes and no rooms.</source>
        <translation>De cada imagen se conservan solo 25 articulaciones del cuerpo, en metros. La red recibe una tabla de números: dónde estaba cada articulación, en cada imagen de los últimos segundos. No conoce rostros, ni ropa, ni habitaciones.</translation>
    </message>
    <message>
        <source>Section 3.1</source>
        <translation>Sección 3.1</translation>
    </message>
    <message>
        <source>X is a table of C times T times V numbers.</source>
        <translation>X es una tabla de C por T por V números.</translation>
    </message>
    <message>
        <source>The skeletons of the last few seconds: all that the network is given.</source>
        <translation>Los esqueletos de los últimos segundos: todo lo que recibe la red.</translation>
    </message>
    <message>
        <source>C channels. At first three: where a joint is across, up and away from the camera. Later blocks have more, which they have learned.</source>
        <translation>C canales. Al principio tres: dónde está una articulación a lo ancho, hacia arriba y alejándose de la cámara. Los bloques posteriores tienen más, que han aprendido.</translation>
    </message>
    <message>
        <source>T frames. The first and the last of them are marked on the timeline.</source>
        <translation>T imágenes. La primera y la última se marcan en la línea de tiempo.</translation>
    </message>
    <message>
        <source>V = 25 joints. On the stage every one has a ring.</source>
        <translation>V = 25 articulaciones. En la imagen cada una tiene un anillo.</translation>
    </message>
    <message>
        <source>The skeleton is a graph</source>
        <translation>El esqueleto es un grafo</translation>
    </message>
    <message>
        <source>Joints are its nodes, bones its edges. In a graph convolution every joint listens to itself and to its neighbours. The map shows who listens to whom as long as nothing is learned. The left elbow is pinned: it hears the shoulder and the wrist.</source>
        <translation>Las articulaciones son sus nodos, los huesos sus aristas. En una convolución de grafos cada articulación se escucha a sí misma y a sus vecinas. El mapa muestra quién escucha a quién mientras no se ha aprendido nada. El codo izquierdo está fijado: oye al hombro y a la muñeca.</translation>
    </message>
    <message>
        <source>Equation 1</source>
        <translation>Ecuación 1</translation>
    </message>
    <message>
        <source>X of layer l plus one equals sigma of: D tilde to the minus one half, A tilde, D tilde to the minus one half, times W of layer l, times X of layer l.</source>
        <translation>X de la capa l más uno es igual a sigma de: D tilde elevado a menos un medio, A tilde, D tilde elevado a menos un medio, por W de la capa l, por X de la capa l.</translation>
    </message>
    <message>
        <source>What the joints know after the layer.</source>
        <translation>Lo que saben las articulaciones después de la capa.</translation>
    </message>
    <message>
        <source>σ keeps what is positive and makes the rest zero. Without such a bend ten layers could do no more than one.</source>
        <translation>σ conserva lo positivo y hace cero el resto. Sin ese quiebre, diez capas no podrían más que una.</translation>
    </message>
    <message>
        <source>Who listens to whom: the bones and every joint itself. D̃ shares it out, so that a joint with many neighbours hears no more than others.</source>
        <translation>Quién escucha a quién: los huesos y cada articulación misma. D̃ lo reparte, para que una articulación con muchas vecinas no oiga más que otras.</translation>
    </message>
    <message>
        <source>Learned weights. They mix the channels, in the same way for every joint and frame.</source>
        <translation>Pesos aprendidos. Mezclan los canales, igual para cada articulación e imagen.</translation>
    </message>
    <message>
        <source>What the joints knew before.</source>
        <translation>Lo que sabían antes las articulaciones.</translation>
    </message>
    <message>
        <source>Four fragments</source>
        <translation>Cuatro fragmentos</translation>
    </message>
    <message>
        <source>The channels are divided into four fragments, and each has a graph of its own: what is worth listening to for one need not be so for another. Point at the fragments one after the other, and the map shows the graph Aₛ that each has learned.</source>
        <translation>Los canales se dividen en cuatro fragmentos, y cada uno tiene su propio grafo: lo que para uno vale la pena escuchar no tiene por qué valerla para otro. Señalar los fragmentos uno tras otro, y el mapa muestra el grafo Aₛ que cada uno ha aprendido.</translation>
    </message>
    <message>
        <source>Equation 2</source>
        <translation>Ecuación 2</translation>
    </message>
    <message>
        <source>O out is Y of X one, Y of X two, Y of X three and Y of X four, side by side.</source>
        <translation>O out es Y de X uno, Y de X dos, Y de X tres e Y de X cuatro, lado a lado.</translation>
    </message>
    <message>
        <source>The results of all four side by side: as many channels as before.</source>
        <translation>Los resultados de los cuatro lado a lado: tantos canales como antes.</translation>
    </message>
    <message>
        <source>The first quarter of the channels, with the graph of fragment 1.</source>
        <translation>El primer cuarto de los canales, con el grafo del fragmento 1.</translation>
    </message>
    <message>
        <source>The second quarter, with the graph of fragment 2.</source>
        <translation>El segundo cuarto, con el grafo del fragmento 2.</translation>
    </message>
    <message>
        <source>The third quarter, with the graph of fragment 3.</source>
        <translation>El tercer cuarto, con el grafo del fragmento 3.</translation>
    </message>
    <message>
        <source>The last quarter, with the graph of fragment 4.</source>
        <translation>El último cuarto, con el grafo del fragmento 4.</translation>
    </message>
    <message>
        <source>A graph that follows the movement</source>
        <translation>Un grafo que sigue el movimiento</translation>
    </message>
    <message>
        <source>Two graphs are added. Aₛ was learned in training and is the same for every movement; Q comes from this very movement. You see where this movement changes the map most, and on the stage its strongest links between joints that no bone connects: warm ones add what they hear, dashed cold ones take it away.</source>
        <translation>Se suman dos grafos. Aₛ se aprendió en el entrenamiento y es igual para todo movimiento; Q viene de este mismo movimiento. Se ve dónde este movimiento cambia más el mapa, y en la imagen sus enlaces más fuertes entre articulaciones que ningún hueso une: los cálidos suman lo que oyen, los fríos discontinuos lo restan.</translation>
    </message>
    <message>
        <source>Equations 5 and 6</source>
        <translation>Ecuaciones 5 y 6</translation>
    </message>
    <message>
        <source>A tilde equals A s plus alpha times Q. Q comes from sigma of psi of x i minus phi of x j.</source>
        <translation>A tilde es igual a A s más alfa por Q. Q viene de sigma de psi de x i menos phi de x j.</translation>
    </message>
    <message>
        <source>The graph that is used: the sum, another one in every channel.</source>
        <translation>El grafo que se usa: la suma, otro en cada canal.</translation>
    </message>
    <message>
        <source>The shared graph. It began along the bones of the skeleton; what is more, and what is less, was learned.</source>
        <translation>El grafo compartido. Empezó a lo largo de los huesos del esqueleto; lo que es más, y lo que es menos, se aprendió.</translation>
    </message>
    <message>
        <source>α tells how much Q counts. It is learned too and began at 0. The line above the map tells by how much αQ changes it at most.</source>
        <translation>α dice cuánto cuenta Q. También se aprende y empezó en 0. La línea sobre el mapa dice cuánto lo cambia αQ como mucho.</translation>
    </message>
    <message>
        <source>This movement&apos;s own graph. Watch it change while somebody moves.</source>
        <translation>El grafo propio de este movimiento. Cambia mientras alguien se mueve.</translation>
    </message>
    <message>
        <source>What Q is made of: how what joint i would like to hear (ψ) differs from what joint j has to tell (φ), on average over time.</source>
        <translation>De qué está hecha Q: cómo lo que la articulación i querría oír (ψ) difiere de lo que la articulación j tiene que decir (φ), de media en el tiempo.</translation>
    </message>
    <message>
        <source>Several scales of time</source>
        <translation>Varias escalas de tiempo</translation>
    </message>
    <message>
        <source>Now every joint looks along time. Four convolutions look at a few frames each that are one, two, three or four frames apart: what is quick and what is slow is seen at once. The first, the middle and the last frame of one of them are marked on the timeline; their skeletons stand beside the map.</source>
        <translation>Ahora cada articulación mira a lo largo del tiempo. Cuatro convoluciones miran cada una unas pocas imágenes, separadas por una, dos, tres o cuatro imágenes: lo rápido y lo lento se ven a la vez. La primera, la central y la última imagen de una de ellas se marcan en la línea de tiempo; sus esqueletos están junto al mapa.</translation>
    </message>
    <message>
        <source>Equation 9</source>
        <translation>Ecuación 9</translation>
    </message>
    <message>
        <source>Z is Out one, Conv one, Out two, Conv two, Conv three and Conv four, side by side.</source>
        <translation>Z es Out uno, Conv uno, Out dos, Conv dos, Conv tres y Conv cuatro, lado a lado.</translation>
    </message>
    <message>
        <source>All parts side by side; a last convolution brings them back to as many channels as before.</source>
        <translation>Todas las partes lado a lado; una última convolución las devuelve a tantos canales como antes.</translation>
    </message>
    <message>
        <source>Attention in the first branch: the next page tells of it.</source>
        <translation>Atención en la primera rama: de ella trata la página siguiente.</translation>
    </message>
    <message>
        <source>Frames that follow each other.</source>
        <translation>Imágenes que se siguen.</translation>
    </message>
    <message>
        <source>Attention in the second branch: the next page tells of it.</source>
        <translation>Atención en la segunda rama: de ella trata la página siguiente.</translation>
    </message>
    <message>
        <source>Every second frame.</source>
        <translation>Una imagen de cada dos.</translation>
    </message>
    <message>
        <source>Every third frame.</source>
        <translation>Una imagen de cada tres.</translation>
    </message>
    <message>
        <source>Every fourth frame: the longest view of the four.</source>
        <translation>Una imagen de cada cuatro: la vista más larga de las cuatro.</translation>
    </message>
    <message>
        <source>Attention: any moment, however far</source>
        <translation>Atención: cualquier momento, por lejos que esté</translation>
    </message>
    <message>
        <source>A convolution sees what is near; attention sees the whole window. Every moment asks all others how well they fit, and takes from each its share. The map shows the shares. The largest between distant moments is pointed at: both stand beside the map and on the timeline.</source>
        <translation>Una convolución ve lo cercano; la atención ve toda la ventana. Cada momento pregunta a todos los demás qué tal encajan, y toma de cada uno su parte. El mapa muestra las partes. Se señala la mayor entre momentos lejanos: ambos están junto al mapa y en la línea de tiempo.</translation>
    </message>
    <message>
        <source>Equation 8</source>
        <translation>Ecuación 8</translation>
    </message>
    <message>
        <source>Out n equals softmax of: Q n times K n transposed, divided by the root of C; times V n.</source>
        <translation>Out n es igual a softmax de: Q n por K n traspuesta, dividido por la raíz de C; por V n.</translation>
    </message>
    <message>
        <source>What a moment has taken from all others.</source>
        <translation>Lo que un momento ha tomado de todos los demás.</translation>
    </message>
    <message>
        <source>Makes shares of the fits: none is negative, and every row of the map sums to 100 %.</source>
        <translation>Convierte los encajes en partes: ninguna es negativa, y cada fila del mapa suma 100 %.</translation>
    </message>
    <message>
        <source>How well what a moment asks for (query Q) fits what another one offers (key K). The root keeps the numbers small.</source>
        <translation>Qué tal encaja lo que pide un momento (query Q) con lo que otro ofrece (key K). La raíz mantiene pequeños los números.</translation>
    </message>
    <message>
        <source>What a moment hands over to those who look at it.</source>
        <translation>Lo que un momento entrega a quienes lo miran.</translation>
    </message>
    <message>
        <source>Four heads look in four ways; head 1 is shown alone. A double click on a small map shows another one.</source>
        <translation>Cuatro cabezas miran de cuatro maneras; la cabeza 1 se muestra sola. Un doble clic en un mapa pequeño muestra otra.</translation>
    </message>
    <message>
        <source>The answer</source>
        <translation>La respuesta</translation>
    </message>
    <message>
        <source>Ten blocks work like this, one after the other. In the end everything is averaged over frames and joints, and a last layer weighs it for each action. Where none is probable enough, the honest answer is: no known action. What an answer hangs on, the Masking tab tries out.</source>
        <translation>Diez bloques trabajan así, uno tras otro. Al final se promedia todo sobre imágenes y articulaciones, y una última capa lo sopesa para cada acción. Si ninguna es bastante probable, la respuesta honesta es: ninguna acción conocida. De qué depende una respuesta lo prueba la pestaña Enmascarado.</translation>
    </message>
    <message>
        <source>Not in the paper</source>
        <translation>No está en el artículo</translation>
    </message>
    <message>
        <source>p equals softmax of W times the mean of Z, plus b.</source>
        <translation>p es igual a softmax de W por la media de Z, más b.</translation>
    </message>
    <message>
        <source>A probability for each action: the bars on the stage, smoothed over a moment, and the curves on the timeline.</source>
        <translation>Una probabilidad para cada acción: las barras bajo la imagen, suavizadas en un momento, y las curvas en la línea de tiempo.</translation>
    </message>
    <message>
        <source>Learned: how much each feature speaks for each action.</source>
        <translation>Aprendido: cuánto habla cada rasgo a favor de cada acción.</translation>
    </message>
    <message>
        <source>What the last block found, averaged over all frames and joints.</source>
        <translation>Lo que encontró el último bloque, promediado sobre todas las imágenes y articulaciones.</translation>
    </message>
    <message>
        <source>Learned: how probable each action is before anything is seen.</source>
        <translation>Aprendido: qué probable es cada acción antes de ver nada.</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>Comprobar</translation>
    </message>
    <message>
        <source>Show the solution</source>
        <translation>Mostrar la solución</translation>
    </message>
    <message>
        <source>Go to the moment</source>
        <translation>Ir al momento</translation>
    </message>
    <message>
        <source>Choose, and press Check. Where to look is up to you: all of the window can be used.</source>
        <translation>Elegir, y pulsar «Comprobar». Dónde mirar es libre: se puede usar toda la ventana.</translation>
    </message>
    <message>
        <source>The model is not loaded yet.</source>
        <translation>El modelo aún no está cargado.</translation>
    </message>
    <message>
        <source>This task is made for the bundled model “open”, and “{model}” is loaded: choose “open” in the settings (Ctrl+,).</source>
        <translation>Esta tarea está hecha para el modelo incluido «open», y está cargado «{model}»: elegir «open» en los ajustes (Ctrl+,).</translation>
    </message>
    <message>
        <source>This task is about the sample clip.</source>
        <translation>Esta tarea trata del clip de ejemplo.</translation>
    </message>
    <message>
        <source>This task is about the jumping jacks at {time} of the sample clip.</source>
        <translation>Esta tarea trata de los saltos de tijera en {time} del clip de ejemplo.</translation>
    </message>
    <message>
        <source>Every joint is being hidden in turn: check again in a moment.</source>
        <translation>Cada articulación se oculta por turno: comprobar de nuevo en un momento.</translation>
    </message>
    <message>
        <source>Task: the joint that counts most</source>
        <translation>Tarea: la articulación que más cuenta</translation>
    </message>
    <message>
        <source>The sample person does jumping jacks. Which single joint does that answer hang on most? Hide joints one after the other in the Masking tab, and see how far “jumping jack” falls: hide the right one, and it is far too improbable to be named.</source>
        <translation>La persona del ejemplo hace saltos de tijera. ¿De qué articulación sola depende más esa respuesta? Ocultar articulaciones una tras otra en la pestaña Enmascarado, y ver cuánto baja «jumping jack»: al ocultar la correcta, es demasiado improbable para que se la nombre.</translation>
    </message>
    <message>
        <source>Right. Without the {joint}, “{label}” falls from {before} to {after}. The others do less: the colours in the Masking tab show by how much.</source>
        <translation>Correcto: {joint}. Sin ella, «{label}» baja de {before} a {after}. Las demás hacen menos: los colores de la pestaña Enmascarado muestran cuánto.</translation>
    </message>
    <message>
        <source>Not this one: without the {joint}, “{label}” has {after}, and with it {before}. Another joint counts more.</source>
        <translation>Esta no: sin {joint}, «{label}» tiene {after}, y con ella {before}. Otra articulación cuenta más.</translation>
    </message>
    <message>
        <source>It is the {joint}: without it, “{label}” falls from {before} to {after}. The tab shows it hidden.</source>
        <translation>Es esta: {joint}. Sin ella, «{label}» baja de {before} a {after}. La pestaña la muestra oculta.</translation>
    </message>
    <message>
        <source>Task: the strongest link</source>
        <translation>Tarea: el enlace más fuerte</translation>
    </message>
    <message>
        <source>In block 5, fragment 4, which joint listens most strongly to which, of those that no bone connects? Choose block and fragment in the Topology tab, and look for the strongest colour, or let the strongest links be drawn (L). Rows listen, columns are listened to.</source>
        <translation>En el bloque 5, fragmento 4, ¿qué articulación escucha con más fuerza a cuál, de las que ningún hueso une? Elegir bloque y fragmento en la pestaña Topología, y buscar el color más fuerte, o hacer que se dibujen los enlaces más fuertes (L). Las filas escuchan, a las columnas se las escucha.</translation>
    </message>
    <message>
        <source>Listens</source>
        <translation>Escucha</translation>
    </message>
    <message>
        <source>to</source>
        <translation>a</translation>
    </message>
    <message>
        <source>Right: the {target} listens to the {source} with a weight of {weight}. No bone leads there: the network has learned that one tells about the other.</source>
        <translation>Correcto: {target} escucha a {source} con un peso de {weight}. Ningún hueso lleva allí: la red ha aprendido que una dice algo de la otra.</translation>
    </message>
    <message>
        <source>Not these two: the {target} listens to the {source} with a weight of {weight}. Two others are linked more strongly, without a bone between them.</source>
        <translation>Estas dos no: {target} escucha a {source} con un peso de {weight}. Otras dos están enlazadas con más fuerza, sin un hueso entre ellas.</translation>
    </message>
    <message>
        <source>The {target} listens to the {source} with a weight of {weight}. The map has this block and fragment now, and the joint is pinned.</source>
        <translation>{target} escucha a {source} con un peso de {weight}. El mapa tiene ahora este bloque y este fragmento, y la articulación está fijada.</translation>
    </message>
    <message>
        <source>Task: where it looks</source>
        <translation>Tarea: adónde mira</translation>
    </message>
    <message>
        <source>Which moment does the last block look at most? Choose block 10 and branch 1 in the Attention tab: the brightest column belongs to the moment that most others look at. Its time stands below the map; 0 is the window&apos;s end.</source>
        <translation>¿A qué momento mira más el último bloque? Elegir el bloque 10 y la rama 1 en la pestaña Atención: la columna más clara pertenece al momento al que miran la mayoría de los demás. Su tiempo está bajo el mapa; 0 es el final de la ventana.</translation>
    </message>
    <message>
        <source>Moment</source>
        <translation>Momento</translation>
    </message>
    <message>
        <source>Right: {moment} gets {share} of all attention; evenly spread it would be {even}. Whether the answer needs that moment is another question: the Masking tab can hide it.</source>
        <translation>Correcto: {moment} recibe {share} de toda la atención; repartida por igual sería {even}. Si la respuesta necesita ese momento es otra cuestión: la pestaña Enmascarado puede ocultarlo.</translation>
    </message>
    <message>
        <source>Not this one: {moment} gets {share} of all attention. Another moment gets more.</source>
        <translation>Este no: {moment} recibe {share} de toda la atención. Otro momento recibe más.</translation>
    </message>
    <message>
        <source>{moment}, which gets {share} of all attention; evenly spread it would be {even}. The map shows this block now.</source>
        <translation>{moment}, que recibe {share} de toda la atención; repartida por igual sería {even}. El mapa muestra ahora este bloque.</translation>
    </message>
    <message>
        <source>What you have seen</source>
        <translation>Lo que se ha visto</translation>
    </message>
    <message>
        <source>25 joints go in; graphs say which joint listens to which, some learned once, some brought about by the movement; convolutions and attention look along time; a last layer names the action, or none. Maps show what may be used, masking what is needed.</source>
        <translation>Entran 25 articulaciones; los grafos dicen qué articulación escucha a cuál, unos aprendidos de una vez, otros producidos por el movimiento; convoluciones y atención miran a lo largo del tiempo; una última capa nombra la acción, o ninguna. Los mapas muestran lo que se puede usar, el enmascarado lo que hace falta.</translation>
    </message>
    <message>
        <source>What to try next: your own movement before a camera, a video of your own, and the moments at which the program is wrong.</source>
        <translation>Qué probar ahora: movimientos propios ante una cámara, un vídeo propio, y los momentos en los que el programa se equivoca.</translation>
    </message>
    <message>
        <source>Camera or video…</source>
        <translation>Cámara o vídeo…</translation>
    </message>
    <message>
        <source>Compare…</source>
        <translation>Comparar…</translation>
    </message>
    <message>
        <source>Read on…</source>
        <translation>Seguir leyendo…</translation>
    </message>
    <message>
        <source>Glossary</source>
        <translation>Glosario</translation>
    </message>
    <message>
        <source>Search the terms</source>
        <translation>Buscar entre los términos</translation>
    </message>
    <message>
        <source>Terms</source>
        <translation>Términos</translation>
    </message>
    <message>
        <source>Show it: {where}</source>
        <translation>Mostrarlo: {where}</translation>
    </message>
    <message>
        <source>{count} of {all} terms</source>
        <translation>{count} de {all} términos</translation>
    </message>
    <message>
        <source>No term has this in it.</source>
        <translation>Ningún término contiene esto.</translation>
    </message>
    <message>
        <source>αQ</source>
        <translation>αQ</translation>
    </message>
    <message>
        <source>What this movement adds to the shared graph Aₛ of a block and fragment: Q, which the movement brings about, times α, which is learned and tells how much Q counts.</source>
        <translation>Lo que este movimiento añade al grafo compartido Aₛ de un bloque y fragmento: Q, que produce el movimiento, por α, que se aprende y dice cuánto cuenta Q.</translation>
    </message>
    <message>
        <source>Topology, Map: αQ</source>
        <translation>Topología, Mapa: αQ</translation>
    </message>
    <message>
        <source>Aₛ, shared topology</source>
        <translation>Aₛ, topología compartida</translation>
    </message>
    <message>
        <source>Who listens to whom as training has left it: 25 × 25 numbers for each fragment of each block, the same for every movement. It began along the bones.</source>
        <translation>Quién escucha a quién tal como lo dejó el entrenamiento: 25 × 25 números para cada fragmento de cada bloque, iguales para todo movimiento. Empezó a lo largo de los huesos.</translation>
    </message>
    <message>
        <source>Topology, Map: Aₛ</source>
        <translation>Topología, Mapa: Aₛ</translation>
    </message>
    <message>
        <source>Shares by which every moment of the window looks at every other. A row is the moment that looks (query), a column the one looked at (key); each row sums to 100 %. It shows where the network looks, not what the answer needs.</source>
        <translation>Partes con las que cada momento de la ventana mira a todos los demás. Una fila es el momento que mira (query), una columna el mirado (key); cada fila suma 100 %. Muestra adónde mira la red, no lo que necesita la respuesta.</translation>
    </message>
    <message>
        <source>One of the network&apos;s ten layers. Each mixes what joints know of each other, then what moments know of each other, and hands its result to the next.</source>
        <translation>Una de las diez capas de la red. Cada una mezcla lo que las articulaciones saben unas de otras, luego lo que los momentos saben unos de otros, y pasa su resultado a la siguiente.</translation>
    </message>
    <message>
        <source>Topology, Block and Overview</source>
        <translation>Topología, Bloque y Conjunto</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>Comparar</translation>
    </message>
    <message>
        <source>Two moments, people, videos or models side by side, with the difference of their maps on one scale.</source>
        <translation>Dos momentos, personas, vídeos o modelos lado a lado, con la diferencia de sus mapas en una misma escala.</translation>
    </message>
    <message>
        <source>Decisions: careful, balanced, eager</source>
        <translation>Decisiones: prudente, equilibrada, audaz</translation>
    </message>
    <message>
        <source>How readily a label is given. Careful rules name less and are wrong less often, eager ones name more and sooner. Not every model has all three.</source>
        <translation>Con qué facilidad se da una etiqueta. Las reglas prudentes nombran menos y se equivocan menos, las audaces nombran más y antes. No todo modelo tiene las tres.</translation>
    </message>
    <message>
        <source>A quarter of a block&apos;s channels with a graph of its own, since what is worth listening to for one need not be so for another.</source>
        <translation>Un cuarto de los canales de un bloque con su propio grafo, pues lo que para uno vale la pena escuchar no tiene por qué valerla para otro.</translation>
    </message>
    <message>
        <source>Topology, Fragment</source>
        <translation>Topología, Fragmento</translation>
    </message>
    <message>
        <source>Attention looks several ways at once; each way is a head, with a map of its own. A double click shows one alone.</source>
        <translation>La atención mira de varias maneras a la vez; cada manera es una cabeza, con su propio mapa. Un doble clic muestra una sola.</translation>
    </message>
    <message>
        <source>Attention, Head</source>
        <translation>Atención, Cabeza</translation>
    </message>
    <message>
        <source>One of the 25 points of the body that the network is given, in metres. It sees nothing else: no picture, no face, no room.</source>
        <translation>Uno de los 25 puntos del cuerpo que recibe la red, en metros. No ve nada más: ni imagen, ni rostro, ni habitación.</translation>
    </message>
    <message>
        <source>Label, action</source>
        <translation>Etiqueta, acción</translation>
    </message>
    <message>
        <source>A name that the model can give, of those that it learned. Movements that it never learned get none, or a wrong one.</source>
        <translation>Un nombre que el modelo puede dar, de los que aprendió. Los movimientos que nunca aprendió no reciben ninguno, o uno erróneo.</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>Enlace</translation>
    </message>
    <message>
        <source>One cell of a topology: how much one joint (the row) listens to another (the column). Warm ones add what is heard, cold ones take it away. A strong link may be used; whether the answer needs it, masking tells.</source>
        <translation>Una celda de una topología: cuánto escucha una articulación (la fila) a otra (la columna). Los cálidos suman lo oído, los fríos lo restan. Un enlace fuerte puede usarse; si la respuesta lo necesita, lo dice el enmascarado.</translation>
    </message>
    <message>
        <source>Topology, Strongest links</source>
        <translation>Topología, Enlaces más fuertes</translation>
    </message>
    <message>
        <source>Joints or a stretch of time are hidden from the network, and it is asked again. What makes the answer fall was needed for it.</source>
        <translation>Se ocultan a la red articulaciones o un tramo de tiempo, y se le pregunta de nuevo. Lo que hace bajar la respuesta hacía falta para ella.</translation>
    </message>
    <message>
        <source>Mirrored source</source>
        <translation>Fuente reflejada</translation>
    </message>
    <message>
        <source>A video that shows people as a mirror does, as many selfies do. Left and right are then swapped back before anything is recognized. Mirroring the display changes nothing but the picture.</source>
        <translation>Un vídeo que muestra a las personas como un espejo, como muchos selfis. Izquierda y derecha se intercambian entonces antes de reconocer nada. Reflejar la vista no cambia más que la imagen.</translation>
    </message>
    <message>
        <source>The weights that training has left, the actions they know, and the rules by which one is named.</source>
        <translation>Los pesos que dejó el entrenamiento, las acciones que conocen, y las reglas con las que se nombra una.</translation>
    </message>
    <message>
        <source>The answer where no action is probable enough, or where the movement looks most like none of them.</source>
        <translation>La respuesta cuando ninguna acción es bastante probable, o cuando el movimiento no se parece a ninguna de ellas.</translation>
    </message>
    <message>
        <source>Lesson, the page on the answer</source>
        <translation>Lección, la página sobre la respuesta</translation>
    </message>
    <message>
        <source>Probability</source>
        <translation>Probabilidad</translation>
    </message>
    <message>
        <source>How much of 100 % an action gets. It is sure to sum up, and not sure to be right: of movements unlike all that was learned it means little.</source>
        <translation>Cuánto del 100 % recibe una acción. Es seguro que suma, no que acierte: en movimientos distintos de todo lo aprendido significa poco.</translation>
    </message>
    <message>
        <source>Masking, the bars</source>
        <translation>Enmascarado, las barras</translation>
    </message>
    <message>
        <source>Q, dynamic topology</source>
        <translation>Q, topología dinámica</translation>
    </message>
    <message>
        <source>Who listens to whom because of this very movement: from how what a joint asks for differs from what another one offers, on average over time.</source>
        <translation>Quién escucha a quién por este mismo movimiento: a partir de cómo lo que pide una articulación difiere de lo que ofrece otra, de media en el tiempo.</translation>
    </message>
    <message>
        <source>Topology, Map: Q</source>
        <translation>Topología, Mapa: Q</translation>
    </message>
    <message>
        <source>Segment</source>
        <translation>Segmento</translation>
    </message>
    <message>
        <source>A stretch of time in which one person was given one label: a bar on the timeline. It can be renamed, split, joined, moved and removed.</source>
        <translation>Un tramo de tiempo en el que una persona recibió una etiqueta: una barra en la línea de tiempo. Se puede cambiar de nombre, dividir, unir, mover y quitar.</translation>
    </message>
    <message>
        <source>the next one on the timeline</source>
        <translation>el siguiente en la línea de tiempo</translation>
    </message>
    <message>
        <source>Signal</source>
        <translation>Señal</translation>
    </message>
    <message>
        <source>How one joint moves about the spine base in the window: sideways, up, away from the camera, or its speed.</source>
        <translation>Cómo se mueve una articulación en torno a la pelvis en la ventana: de lado, hacia arriba, lejos de la cámara, o su velocidad.</translation>
    </message>
    <message>
        <source>The probability that an action must reach to be named. It is the mark on each bar below the picture.</source>
        <translation>La probabilidad que una acción debe alcanzar para que se la nombre. Es la marca en cada barra bajo la imagen.</translation>
    </message>
    <message>
        <source>Settings, Decisions</source>
        <translation>Ajustes, Decisiones</translation>
    </message>
    <message>
        <source>Topology, Ã</source>
        <translation>Topología, Ã</translation>
    </message>
    <message>
        <source>The graph that a block uses: Ã = Aₛ + αQ, 25 × 25 numbers. A row is the joint that listens, a column the one listened to.</source>
        <translation>El grafo que usa un bloque: Ã = Aₛ + αQ, 25 × 25 números. Una fila es la articulación que escucha, una columna la escuchada.</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>Ventana</translation>
    </message>
    <message>
        <source>The last two seconds or so of one person, which the network judges at once, five times a second. Its place is marked on the timeline of a file.</source>
        <translation>Los últimos dos segundos, más o menos, de una persona, que la red juzga de una vez, cinco veces por segundo. Su lugar se marca en la línea de tiempo de un archivo.</translation>
    </message>
    <message>
        <source>Attention, whose axes are a window&apos;s moments</source>
        <translation>Atención, cuyos ejes son los momentos de una ventana</translation>
    </message>
    <message>
        <source>Black screen</source>
        <translation>Pantalla negra</translation>
    </message>
    <message>
        <source>A recording was cut off when the program ended: what there is of it is kept as {name}.</source>
        <translation>Una grabación se cortó al terminar el programa: lo que hay de ella está en {name}.</translation>
    </message>
</context>
</TS>
