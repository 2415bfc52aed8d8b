//! What Paperspace knows of a machine, for its page and for the panel of a snapshot.

use leptos::prelude::*;

use crate::components::machine_state::state_badge;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::machine::Machine;
use snapdeck_core::text::words;

/// A name and a value of a list of facts.
pub fn fact(name: &'static str, value: String) -> AnyView {
    view! {
        <dt>{name}</dt>
        <dd><bdi>{value}</bdi></dd>
    }
    .into_any()
}

/// `about` is the snapshot beside which they stand, if any.
pub fn machine_facts(machine: Machine, about: Option<&SnapshotId>) -> AnyView {
    let words = words().snapshots();
    let schedule = match machine.auto_snapshot_enabled {
        Some(true) => (words.schedule)(machine.auto_snapshot_frequency.as_deref(), machine.auto_snapshot_save_count),
        _ => words.schedule_off.to_owned(),
    };
    let restore_point = machine.restore_point_snapshot_id.map(|id| (words.restore_point)(Some(&id) == about));
    let known = [
        (words.panel_region, machine.region.map(|region| region.to_string())),
        (words.panel_type, machine.machine_type.map(|kind| kind.to_string())),
        (words.panel_size, (words.machine_size)(machine.cpus, machine.ram, machine.storage_total)),
        (words.panel_schedule, Some(schedule)),
        (words.panel_restore_point, restore_point.filter(|_| about.is_some()).map(str::to_owned)),
    ];
    let facts = known.into_iter().filter_map(|(name, value)| Some(fact(name, value?))).collect_view();
    let state = state_badge(&machine.state);
    view! { <dl class="facts"><dt>{words.panel_state}</dt><dd>{state}</dd>{facts}</dl> }.into_any()
}
