"""Every reader of outside data that the program has, by its name."""

from benchmarks.fuzzing import app_readers, film_readers, recognizer_readers, train_readers
from benchmarks.fuzzing.reader import FuzzedReader

READERS: dict[str, FuzzedReader] = {
    reader.name: reader
    for module in (recognizer_readers, film_readers, train_readers, app_readers)
    for reader in module.READERS
}
