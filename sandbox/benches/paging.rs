//! What a page costs at the first and at the last cursor, in both orders and with a machine filter, at three sizes.
//! `cargo bench -p sandbox`; the figures stand in sandbox/README.md.

#![expect(clippy::expect_used, reason = "a benchmark fails by panicking")]

use std::hint::black_box;

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use sandbox::model::snapshot::Snapshot;
use sandbox::paging::PageQuery;
use sandbox::seed::{self, Plan};
use sandbox::store::{Row as _, Store};

/// Follows the cursors of a query to the last page that is full, in the largest steps: a shorter one would be cheaper.
fn last_page(store: &Store<Snapshot>, query: &str) -> PageQuery {
    let mut page = PageQuery::parse(query, Snapshot::ORDERS).expect("a query");
    let mut last_full = page.clone();
    loop {
        let slice = store.page(&page, |_| true);
        if slice.items.len() == page.limit {
            last_full = page.clone();
        }
        let Some(next) = slice.next else { return last_full };
        page.after = Some(next);
    }
}

fn paging(criterion: &mut Criterion) {
    for snapshots in [1_000, 100_000, 1_000_000] {
        let world = seed::world(&Plan { snapshots, start_ms: Some(1_795_000_000_000), ..Plan::default() });
        let team = world.team_by_id("tz4n9q2ksb").expect("the seed's team");
        let machine_id = team.machines.iter().next().expect("a machine").id.to_string();
        let mut group = criterion.benchmark_group(format!("{snapshots} snapshots"));
        group.sample_size(20);
        for (name, query) in [
            ("by creation", "limit=120&orderBy=dtCreated".to_owned()),
            ("by name", "limit=120&orderBy=name".to_owned()),
            ("of a machine", format!("limit=120&machineId={machine_id}")),
        ] {
            let first = PageQuery::parse(&query, Snapshot::ORDERS).expect("a query");
            let last = last_page(&team.snapshots, &query);
            for (place, page) in [("first", &first), ("last", &last)] {
                group.bench_with_input(BenchmarkId::new(name, place), page, |bencher, page| {
                    bencher.iter(|| black_box(team.snapshots.page(page, |_| true).items.len()));
                });
            }
        }
        group.finish();
    }
}

criterion_group!(benches, paging);
criterion_main!(benches);
