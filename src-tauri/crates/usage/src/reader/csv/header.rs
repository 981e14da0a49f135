//! The header of a table: what its columns are, whatever spreadsheets and releases call them.

use std::marker::PhantomData;

use super::dialect::{DELIMITERS, Dialect, line_end};
use super::records::{Ending, Records};
use crate::outside::visible;
use crate::reader::names::Name;
use crate::reader::window::{Feed, Window};

/// How many columns of a header are looked at. GitHub's widest table has some thirty.
const LIMIT: usize = 256;

/// How many characters of a column's name are shown.
const SHOWN: usize = 80;

/// The first line of a table that has anything in it, in one dialect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reader) struct FirstLine {
    pub(in crate::reader) dialect: Dialect,
    pub(in crate::reader) cells: Vec<Vec<u8>>,
    /// Whether it is written as a table is: ended, and without a quote out of place.
    pub(in crate::reader) is_sound: bool,
}

impl FirstLine {
    /// The first line of a file that begins with `head`, a byte order mark left out, in each dialect.
    pub(in crate::reader) fn in_each_dialect(head: &[u8]) -> impl Iterator<Item = Self> {
        let line_end = line_end(head);
        DELIMITERS.into_iter().filter_map(move |delimiter| Self::read(head, Dialect { delimiter, line_end }))
    }

    fn read(head: &[u8], dialect: Dialect) -> Option<Self> {
        let mut block = Some(head.to_vec());
        let mut records = Records::new(Window::new(&mut block), dialect, None);
        let mut scratch = Vec::new();
        loop {
            let record = records.next()?;
            if record.is_blank() {
                continue;
            }
            let is_sound = matches!(record.ending, Ending::Line | Ending::File) && record.stray.is_none();
            let cells = (0..record.len().min(LIMIT)).map(|index| record.text(index, &mut scratch).to_vec());
            return Some(Self { dialect, cells: cells.collect(), is_sound });
        }
    }

    /// Its cells, made safe to show.
    pub(in crate::reader) fn shown(&self) -> Vec<String> {
        self.cells.iter().map(|cell| visible(&String::from_utf8_lossy(cell), SHOWN)).collect()
    }
}

/// One block, and no more.
impl Feed for Option<Vec<u8>> {
    fn next(&mut self, _used: Vec<u8>, _accounts: u64) -> Option<Vec<u8>> {
        self.take()
    }
}

/// The columns of a table that has names of this kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Header<N> {
    /// The header's cells as the file spells them.
    pub(in crate::reader) cells: Vec<Vec<u8>>,
    /// Where each name's column is, in the order of the names.
    columns: Vec<(N, usize)>,
    /// Names that stand over more than one column; the first is taken.
    pub(in crate::reader) repeated: Vec<N>,
    names: PhantomData<N>,
}

impl<N: Name> Header<N> {
    /// The columns that these cells name.
    pub(in crate::reader) fn of(cells: &[Vec<u8>]) -> Self {
        let mut columns: Vec<(N, usize)> = Vec::new();
        let mut repeated = Vec::new();
        for (index, cell) in cells.iter().enumerate() {
            let name = N::of(cell);
            if name == N::OTHER {
                continue;
            }
            if columns.iter().all(|(known, _)| *known != name) {
                columns.push((name, index));
            } else if !repeated.contains(&name) {
                repeated.push(name);
            }
        }
        Self { cells: cells.to_vec(), columns, repeated, names: PhantomData }
    }

    /// Whether there is a column of this name.
    pub(in crate::reader) fn has(&self, name: N) -> bool {
        self.columns.iter().any(|(known, _)| *known == name)
    }

    /// Where the column of this name is. Behind every record where there is none, so that its cell is blank.
    pub(in crate::reader) fn at(&self, name: N) -> usize {
        self.columns.iter().find(|(known, _)| *known == name).map_or(usize::MAX, |(_, index)| *index)
    }

    /// Its cells, made safe to show.
    pub(in crate::reader) fn shown(&self, limit: usize) -> Vec<String> {
        self.cells.iter().map(|cell| visible(&String::from_utf8_lossy(cell), limit)).collect()
    }

    /// How many columns have a name.
    pub(in crate::reader) fn known(&self) -> usize {
        self.columns.len()
    }
}
