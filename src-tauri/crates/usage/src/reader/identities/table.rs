//! The SAML mappings that `ghe-saml-mapping-csv -d` prints on a server: who is whom at its identity provider.
//!
//! GitHub documents the command (github/docs, "Command-line utilities") and not its columns, so they are told by their names: one
//! that is a login, and one that is a `NameID`. That they have such names is assumed.

use crate::Code;
use crate::IdentityCounts;
use crate::reader::csv::dialect::Dialect;
use crate::reader::csv::header::{FirstLine, Header};
use crate::reader::csv::table::Table;
use crate::reader::keep::Wanted;
use crate::reader::names::{Name, names};
use crate::reader::window::Window;
use crate::roster::{IdentityAttribute, IdentityRoster, Located, Protocol};

names! {
    /// A column of the mappings.
    MappingColumn {
        Login = "login" | "login" | "username" | "userlogin",
        NameId = "name_id" | "nameid" | "samlnameid",
    }
}

/// How the table is laid out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::reader) struct Layout {
    dialect: Dialect,
    header: Header<MappingColumn>,
}

impl Layout {
    /// The layout of a table that has this first line, if it is one of mappings.
    pub(in crate::reader) fn of(line: &FirstLine) -> Option<Self> {
        let header = Header::of(&line.cells);
        let is_mapping = header.has(MappingColumn::Login) && header.has(MappingColumn::NameId);
        is_mapping.then_some(Self { dialect: line.dialect, header })
    }
}

/// A table that was read to its end.
pub(in crate::reader) struct MappingTable {
    pub(super) table: Table,
    pub(super) counts: IdentityCounts,
    pub(super) roster: Option<IdentityRoster>,
    /// How many mappings the roster had no room for.
    pub(super) left_out: u64,
}

impl MappingTable {
    /// Reads a table that is laid out like this.
    pub(in crate::reader) fn read(window: Window<'_>, layout: &Layout, wanted: Wanted) -> Self {
        let table = Table::new(layout.dialect, &layout.header, true);
        let mut records = table.records(window);
        let mut read = Self {
            table,
            counts: IdentityCounts::default(),
            roster: (wanted == Wanted::People).then(|| IdentityRoster::new(Located::Line)),
            left_out: 0,
        };
        let (login_at, name_id_at) =
            (layout.header.at(MappingColumn::Login), layout.header.at(MappingColumn::NameId));
        let (mut login_cell, mut name_id_cell) = (Vec::new(), Vec::new());
        while let Some(record) = records.next() {
            if !read.table.is_row(&record) {
                continue;
            }
            let (field, name_id_field) = (MappingColumn::Login.spelled(), MappingColumn::NameId.spelled());
            let login = read.table.kept(&record, login_at, field, false, &mut login_cell);
            let name_id = read.table.kept(&record, name_id_at, name_id_field, true, &mut name_id_cell);
            let Some(login) = login else {
                read.counts.unlinked += 1;
                read.table.notice(Code::UnlinkedIdentity, &record, login_at, field);
                continue;
            };
            read.counts.linked += 1;
            read.counts.saml += u64::from(name_id.is_some());
            let values = name_id.into_iter().map(|value| (Protocol::Saml, IdentityAttribute::NameId, value));
            let place = u32::try_from(record.line).unwrap_or(u32::MAX);
            if let Some(roster) = &mut read.roster
                && roster.push(login, place, values).is_err()
            {
                read.left_out += 1;
            }
            records.set_accounts(read.counts.linked);
        }
        if let Some(roster) = &mut read.roster {
            roster.shrink();
        }
        read
    }
}
