// Snapshots in react-admin, with its defaults: a list of ten rows, creating, renaming, deleting, signing in.
import { createRoot } from "react-dom/client";
import {
  Admin, BooleanField, Create, DataTable, DeleteButton, Edit, EditButton, List, ReferenceField, ReferenceInput, Resource,
  SimpleForm, TextInput, required,
} from "react-admin";

import { authProvider } from "./authProvider.js";
import { dataProvider } from "./dataProvider.js";

const SnapshotList = () => (
  <List sort={{ field: "dtCreated", order: "DESC" }}>
    <DataTable>
      <DataTable.Col source="name" />
      <DataTable.Col source="machineId" label="Machine" disableSort>
        <ReferenceField source="machineId" reference="machines" link={false} />
      </DataTable.Col>
      <DataTable.Col source="isAutoSnapshot" label="Automatic" field={BooleanField} disableSort />
      <DataTable.Col label="">
        <EditButton />
        <DeleteButton />
      </DataTable.Col>
    </DataTable>
  </List>
);

const SnapshotCreate = () => (
  <Create>
    <SimpleForm>
      <TextInput source="name" validate={required()} />
      <ReferenceInput source="machineId" reference="machines" />
    </SimpleForm>
  </Create>
);

const SnapshotEdit = () => (
  <Edit>
    <SimpleForm>
      <TextInput source="name" validate={required()} />
    </SimpleForm>
  </Edit>
);

createRoot(document.getElementById("root")).render(
  <Admin dataProvider={dataProvider} authProvider={authProvider} disableTelemetry>
    <Resource name="snapshots" list={SnapshotList} create={SnapshotCreate} edit={SnapshotEdit} />
    <Resource name="machines" recordRepresentation="name" />
  </Admin>,
);
