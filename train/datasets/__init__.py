"""The data sets that `prepare` reads: one module each, with its format, its classes and its splits."""

from train.datasets import (
    archives,
    florence,
    folder,
    jhmdb,
    kard,
    kinder_gator,
    msr_daily,
    ntu,
    nw_ucla,
    pack,
    penn,
    sbu,
    utd_mhad,
)
from train.datasets.reader import Reader

READERS: dict[str, Reader] = {
    reader.name: reader
    for reader in (
        ntu.NTU60,
        ntu.NTU120,
        nw_ucla.READER,
        utd_mhad.READER,
        kinder_gator.READER,
        sbu.READER,
        kard.READER,
        msr_daily.READER,
        florence.READER,
        penn.READER,
        jhmdb.READER,
        folder.READER,
        pack.READER,
        archives.PYSKL,
        archives.CTR_GCN,
    )
}
