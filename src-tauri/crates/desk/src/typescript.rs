//! Holds the committed TypeScript against the answers: `ui/src/generated/desk.ts` is written from these types, and a change
//! that forgets it fails here. `SEATBRIDGE_WRITE_TYPES=1` writes it anew.

use std::collections::BTreeMap;
use std::path::Path;

use ts_rs::{Config, TS, TypeVisitor};

#[derive(Default)]
struct Collect {
    declarations: BTreeMap<String, String>,
}

impl Collect {
    fn add<T: TS + 'static + ?Sized>(&mut self, config: &Config) {
        T::visit_dependencies(&mut Visit { collect: self, config });
        if T::output_path().is_some() {
            self.declarations
                .insert(T::ident(config), format!("{}export {}\n", docs::<T>(), T::decl(config)));
        }
    }
}

fn docs<T: TS + ?Sized>() -> String {
    T::docs().unwrap_or_default()
}

struct Visit<'a> {
    collect: &'a mut Collect,
    config: &'a Config,
}

impl TypeVisitor for Visit<'_> {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() && self.collect.declarations.contains_key(&T::ident(self.config)) {
            return;
        }
        self.collect.add::<T>(self.config);
    }
}

#[test]
fn types_for_the_window_are_current() {
    let config = Config::new().with_large_int("number");
    let mut collect = Collect::default();
    collect.add::<crate::calls::Calls>(&config);
    collect.add::<crate::answers::Event>(&config);
    collect.add::<crate::Failure>(&config);
    collect.add::<crate::answers::Worklist>(&config);
    collect.add::<crate::saving::SaveRequest>(&config);
    collect.add::<crate::answers::DecisionImport>(&config);
    let mut text =
        String::from("// Written from the Rust types by `make types`; not to be edited by hand.\n\n");
    for declaration in collect.declarations.values() {
        text.push_str(declaration);
        text.push('\n');
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../ui/src/generated/desk.ts");
    if std::env::var_os("SEATBRIDGE_WRITE_TYPES").is_some() {
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, &text).unwrap();
    }
    let committed = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(
        committed == text,
        "ui/src/generated/desk.ts is not what the types say: run `make types` and commit it"
    );
}
