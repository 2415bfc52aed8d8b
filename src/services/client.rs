//! The tab's runner, for everyone who calls the API or starts an operation.

use leptos::prelude::*;

use crate::services::host::BrowserHost;
use crate::state::list::List;
use snapdeck_core::api::call::Call;
use snapdeck_core::list::inventory::Inventory;
use snapdeck_core::list::walk::Walk;
use snapdeck_core::model::config::ApiBaseUrl;
use snapdeck_core::model::ids::SnapshotId;
use snapdeck_core::model::page::Page;
use snapdeck_core::model::problem::Problem;
use snapdeck_core::runner::Runner;

#[derive(Clone, Copy, Debug)]
pub struct Client(StoredValue<Runner<BrowserHost>, LocalStorage>);

impl Client {
    /// Over the state in the context. Nothing happens yet.
    pub fn provide(base: ApiBaseUrl) -> Self {
        let host = BrowserHost::new(base.clone());
        let client = Self(StoredValue::new_local(Runner::new(host, base)));
        host.on_tick(Callback::new(move |()| client.runner().tick()));
        List::expect().carried_out_by(Callback::new(move |event| client.runner().tell::<Inventory>(event)));
        provide_context(client);
        client
    }

    pub fn expect() -> Self {
        expect_context()
    }

    pub(super) fn runner(self) -> Runner<BrowserHost> {
        self.0.get_value()
    }

    /// Sends a call that only reads, several times if that may help.
    pub async fn read<T>(self, call: Call<T>) -> Result<T, Problem> {
        self.runner().read(&call).await
    }

    pub async fn rename(self, id: &SnapshotId, name: &str) -> Result<(), Problem> {
        self.runner().rename(id, name).await
    }

    /// Reads a list page by page. It ends even if the cursors lead in a circle.
    pub async fn read_pages<T>(
        self,
        pages_max: usize,
        call: impl Fn(Option<&str>) -> Call<Page<T>>,
    ) -> Result<Vec<T>, Problem> {
        let (mut rows, mut walk) = (Vec::new(), Walk::default());
        for _ in 0..pages_max {
            let Some(after) = walk.next() else { break };
            let page = self.read(call(after.as_deref())).await?;
            walk.go_on(page.items.len(), page.has_more, page.next_page);
            rows.extend(page.items);
        }
        Ok(rows)
    }
}
