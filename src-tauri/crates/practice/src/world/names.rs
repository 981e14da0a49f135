//! Invented names, in the scripts and with the accents that real rosters have.

/// A family of names that are used with one another: romanised for logins and e-mails, and as people write them.
struct Tongue {
    given: [(&'static str, &'static str); 16],
    family: [(&'static str, &'static str); 16],
    family_first: bool,
}

const JAPANESE: Tongue = Tongue {
    given: [
        ("sakura", "さくら"),
        ("haruto", "陽翔"),
        ("yui", "結衣"),
        ("ren", "蓮"),
        ("aoi", "葵"),
        ("minato", "湊"),
        ("hina", "陽菜"),
        ("sota", "颯太"),
        ("mio", "美桜"),
        ("itsuki", "樹"),
        ("rin", "凛"),
        ("kenji", "健二"),
        ("tomoko", "智子"),
        ("shin", "慎"),
        ("megumi", "恵"),
        ("takumi", "拓海"),
    ],
    family: [
        ("hoshino", "星野"),
        ("kudo", "工藤"),
        ("shirakawa", "白川"),
        ("takahashi", "髙橋"),
        ("watanabe", "渡邊"),
        ("kobayashi", "小林"),
        ("yoshida", "𠮷田"),
        ("matsumoto", "松本"),
        ("ishikawa", "石川"),
        ("nakajima", "中島"),
        ("fujiwara", "藤原"),
        ("saito", "齋藤"),
        ("kondo", "近藤"),
        ("endo", "遠藤"),
        ("hamasaki", "濱崎"),
        ("mori", "森"),
    ],
    family_first: true,
};

const IBERIAN: Tongue = Tongue {
    given: [
        ("jose", "José"),
        ("ines", "Inés"),
        ("joao", "João"),
        ("lucia", "Lucía"),
        ("ramon", "Ramón"),
        ("begona", "Begoña"),
        ("andre", "André"),
        ("sofia", "Sofía"),
        ("martin", "Martín"),
        ("concepcao", "Conceição"),
        ("nuria", "Núria"),
        ("angel", "Ángel"),
        ("monica", "Mónica"),
        ("tomas", "Tomás"),
        ("inigo", "Íñigo"),
        ("debora", "Débora"),
    ],
    family: [
        ("alvarez", "Álvarez"),
        ("nunez", "Núñez"),
        ("goncalves", "Gonçalves"),
        ("ibanez", "Ibáñez"),
        ("simoes", "Simões"),
        ("garcia", "García"),
        ("pena", "Peña"),
        ("araujo", "Araújo"),
        ("lopez", "López"),
        ("magalhaes", "Magalhães"),
        ("ordonez", "Ordóñez"),
        ("branco", "Branco"),
        ("fernandez", "Fernández"),
        ("assuncao", "Assunção"),
        ("quinones", "Quiñones"),
        ("mendez", "Méndez"),
    ],
    family_first: false,
};

const CONTINENTAL: Tongue = Tongue {
    given: [
        ("zoe", "Zoé"),
        ("lukasz", "Łukasz"),
        ("bjorn", "Björn"),
        ("agnes", "Ágnes"),
        ("jiri", "Jiří"),
        ("helene", "Hélène"),
        ("soren", "Søren"),
        ("malgorzata", "Małgorzata"),
        ("francois", "François"),
        ("asa", "Åsa"),
        ("istvan", "István"),
        ("kaethe", "Käthe"),
        ("tomaz", "Tomaž"),
        ("eloise", "Éloïse"),
        ("jurgen", "Jürgen"),
        ("ragnhei", "Ragnheiður"),
    ],
    family: [
        ("muller", "Müller"),
        ("dvorak", "Dvořák"),
        ("lefevre", "Lefèvre"),
        ("wisniewska", "Wiśniewska"),
        ("astrom", "Åström"),
        ("szabo", "Szabó"),
        ("gross", "Groß"),
        ("ostergaard", "Østergaard"),
        ("benoit", "Benoît"),
        ("zelenka", "Želenka"),
        ("hamalainen", "Hämäläinen"),
        ("kovac", "Kovač"),
        ("lagrange", "Lagrange"),
        ("schafer", "Schäfer"),
        ("thorsdottir", "Þórsdóttir"),
        ("novotny", "Novotný"),
    ],
    family_first: false,
};

const ENGLISH: Tongue = Tongue {
    given: [
        ("mona", "Mona"),
        ("siobhan", "Siobhán"),
        ("arjun", "Arjun"),
        ("grace", "Grace"),
        ("owen", "Owen"),
        ("priya", "Priya"),
        ("nia", "Nia"),
        ("callum", "Callum"),
        ("zainab", "Zainab"),
        ("elliot", "Elliot"),
        ("niamh", "Niamh"),
        ("desmond", "Desmond"),
        ("leila", "Leila"),
        ("rhys", "Rhys"),
        ("thandi", "Thandi"),
        ("oisin", "Oisín"),
    ],
    family: [
        ("okafor", "Okafor"),
        ("obrien", "O'Brien"),
        ("ashworth", "Ashworth"),
        ("iyer", "Iyer"),
        ("pemberton", "Pemberton"),
        ("osullivan", "Ó Súilleabháin"),
        ("llewellyn", "Llewellyn"),
        ("baptiste", "Baptiste"),
        ("hargreaves", "Hargreaves"),
        ("mbeki", "Mbeki"),
        ("farrell", "Farrell"),
        ("chaudhry", "Chaudhry"),
        ("winterbourne", "Winterbourne"),
        ("kelly", "Kelly"),
        ("dlamini", "Dlamini"),
        ("marsh", "Marsh"),
    ],
    family_first: false,
};

const TONGUES: [&Tongue; 4] = [&JAPANESE, &IBERIAN, &CONTINENTAL, &ENGLISH];

/// How many different people can be named: a number above gives a name again.
pub(super) const PEOPLE: usize = 4 * 16 * 16;

/// An invented person's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Name {
    /// As the person writes it, such as `星野 さくら`.
    pub(super) display: String,
    given: &'static str,
    family: &'static str,
}

impl Name {
    /// The name of the person with this number; different below [`PEOPLE`].
    pub(super) fn of(person: usize) -> Self {
        let tongue = TONGUES[person % 4];
        let within = person / 4;
        // Both parts move with each step, so neighbours share neither.
        let (given, given_display) = tongue.given[within % 16];
        let (family, family_display) = tongue.family[(within + within / 16) % 16];
        let display = if tongue.family_first {
            format!("{family_display} {given_display}")
        } else {
            format!("{given_display} {family_display}")
        };
        Self { display, given, family }
    }

    /// A login that GitHub would allow: letters and single hyphens.
    pub(super) fn login(&self) -> String {
        format!("{}-{}", self.given, self.family)
    }

    /// The part of an e-mail address before the `@`.
    pub(super) fn mailbox(&self) -> String {
        format!("{}.{}", self.given, self.family)
    }

    /// The same mailbox as somebody typed it once in capitals.
    pub(super) fn capitalised_mailbox(&self) -> String {
        let capital = |part: &str| {
            let mut letters = part.chars();
            letters
                .next()
                .map_or_else(String::new, |first| first.to_uppercase().collect::<String>() + letters.as_str())
        };
        format!("{}.{}", capital(self.given), capital(self.family))
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::*;

    #[test]
    fn everybody_has_a_name_of_their_own() {
        let logins: BTreeSet<String> = (0..PEOPLE).map(|person| Name::of(person).login()).collect();
        assert_eq!(logins.len(), PEOPLE, "no two people share a login, and so no e-mail either");
    }

    #[test]
    fn logins_and_mailboxes_are_plain() {
        for person in 0..PEOPLE {
            let name = Name::of(person);
            let plain =
                |text: &str| text.bytes().all(|byte| byte.is_ascii_lowercase() || b"-.".contains(&byte));
            assert!(plain(&name.login()) && plain(&name.mailbox()), "{name:?} can be typed anywhere");
            assert_ne!(
                name.capitalised_mailbox(),
                name.mailbox(),
                "{name:?} differs only in case when capitalised"
            );
        }
    }
}
