//! What the command palette offers: pages, machines and snapshots by their names, and verbs together with the snapshot they are about.

use crate::list::folding::Folding;
use crate::model::ids::{MachineId, SnapshotId};

/// What an entry leads to, as the value of a choice and back.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum Target {
    Create,
    Keys,
    Snapshots,
    Activity,
    Machine(MachineId),
    Snapshot(SnapshotId),
    On(Verb, SnapshotId),
}

#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Verb {
    Restore,
    Rename,
    Delete,
}

impl Verb {
    pub const ALL: [Self; 3] = [Self::Restore, Self::Rename, Self::Delete];

    fn word(self) -> &'static str {
        match self {
            Self::Restore => "restore",
            Self::Rename => "rename",
            Self::Delete => "delete",
        }
    }
}

impl Target {
    pub fn value(&self) -> String {
        let (word, id) = match self {
            Self::Create => ("create", ""),
            Self::Keys => ("keys", ""),
            Self::Snapshots => ("snapshots", ""),
            Self::Activity => ("activity", ""),
            Self::Machine(id) => ("machine", id.as_str()),
            Self::Snapshot(id) => ("snapshot", id.as_str()),
            Self::On(verb, id) => (verb.word(), id.as_str()),
        };
        format!("{word}:{id}")
    }

    /// None where no target has that value.
    pub fn of_value(value: &str) -> Option<Self> {
        let (word, id) = value.split_once(':')?;
        Some(match word {
            "create" => Self::Create,
            "keys" => Self::Keys,
            "snapshots" => Self::Snapshots,
            "activity" => Self::Activity,
            "machine" => Self::Machine(id.into()),
            "snapshot" => Self::Snapshot(id.into()),
            _ => Self::On(Verb::ALL.into_iter().find(|verb| verb.word() == word)?, id.into()),
        })
    }
}

/// The most entries that are put together with a verb: nobody reads on further.
const WITH_VERB_MAX: usize = 50;

/// From how many letters on a word is taken for the beginning of a verb.
const VERB_LETTERS_MIN: usize = 2;

/// The entries that have every typed word in their label or begin with what was typed in their id; those first whose label begins
/// with it. Where the first word begins a verb, the snapshots that have the others, as entries of that verb: first of all where there
/// are others.
pub fn narrow(
    folding: Folding,
    entries: &[(String, String)],
    label_of: fn(Verb, &str) -> String,
    typed: &str,
) -> Vec<(String, String)> {
    let typed = folding.fold(typed.trim());
    let words: Vec<&str> = typed.split_whitespace().collect();
    let has = |label: &str, words: &[&str]| words.iter().all(|word| label.contains(word));
    let mut found = Vec::new();
    let mut others = Vec::new();
    let mut with_verb = Vec::new();
    let (first, rest) = words.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
    let is_verb = |verb: &Verb| first.chars().count() >= VERB_LETTERS_MIN && verb.word().starts_with(first);
    let meant: Vec<Verb> = Verb::ALL.into_iter().filter(is_verb).collect();
    for (value, label) in entries {
        let folded = folding.fold(label);
        let is_id = || value.split_once(':').is_some_and(|(_, id)| id.starts_with(&typed));
        if has(&folded, &words) || is_id() {
            let list = if folded.starts_with(&typed) { &mut found } else { &mut others };
            list.push((value.clone(), label.clone()));
        }
        if with_verb.len() < WITH_VERB_MAX
            && let Some(Target::Snapshot(id)) = Target::of_value(value)
            && has(&folded, rest)
        {
            let on = |verb: &Verb| (Target::On(*verb, id.clone()).value(), label_of(*verb, label));
            with_verb.extend(meant.iter().map(on));
        }
    }
    if rest.is_empty() {
        found.into_iter().chain(others).chain(with_verb).collect()
    } else {
        with_verb.into_iter().chain(found).chain(others).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const FOLDING: Folding = Folding { letter: |letter| letter.to_lowercase().collect() };

    fn offered(typed: &str) -> Vec<String> {
        let entries: Vec<(String, String)> = [
            (Target::Create, "Create snapshot"),
            (Target::Activity, "Activity"),
            (Target::Machine("psm1".into()), "db-1"),
            (Target::Snapshot("ss1".into()), "db-1 before upgrade"),
            (Target::Snapshot("ss2".into()), "web of Monday"),
            (Target::Snapshot("ss3".into()), "the restore that went wrong"),
        ]
        .map(|(target, label)| (target.value(), label.to_owned()))
        .into();
        let label_of = |verb: Verb, name: &str| format!("{} {name}", verb.word());
        narrow(FOLDING, &entries, label_of, typed).into_iter().map(|(_, label)| label).collect()
    }

    #[test]
    fn every_target_comes_back_from_its_value() {
        let on = Verb::ALL.map(|verb| Target::On(verb, "a:b".into()));
        let others = [Target::Create, Target::Keys, Target::Snapshots, Target::Activity];
        let named = [Target::Machine(":".into()), Target::Snapshot("snapshot:".into())];
        for target in on.into_iter().chain(others).chain(named) {
            assert_eq!(Target::of_value(&target.value()), Some(target));
        }
        for wrong in ["", "create", "burn:ss1"] {
            assert_eq!(Target::of_value(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn all_words_count_and_what_begins_with_them_comes_first() {
        assert_eq!(offered("DB"), ["db-1", "db-1 before upgrade"]);
        assert_eq!(offered("upgrade db"), ["db-1 before upgrade"]);
        assert_eq!(offered("psm"), ["db-1"]);
        assert_eq!(offered("ss2"), ["web of Monday"]);
        assert_eq!(offered("nothing of the kind"), Vec::<String>::new());
        assert_eq!(
            offered("a"),
            ["Activity", "Create snapshot", "db-1 before upgrade", "web of Monday", "the restore that went wrong"]
        );
    }

    #[test]
    fn a_verb_is_offered_with_the_snapshots_that_the_other_words_mean() {
        assert_eq!(offered("restore web"), ["restore web of Monday"]);
        assert_eq!(offered("re mon"), ["restore web of Monday", "rename web of Monday"]);
        assert_eq!(offered("restore wrong"), ["restore the restore that went wrong", "the restore that went wrong"]);
        assert_eq!(offered("delet")[..2], ["delete db-1 before upgrade", "delete web of Monday"]);
        assert_eq!(
            offered("restore")[0],
            "the restore that went wrong",
            "a name comes before a verb without its object"
        );
    }
}
