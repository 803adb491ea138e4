import { createContext, useContext, useMemo, useSyncExternalStore } from "react";
import {
  createWorkspaceStore,
  type WorkspaceStore,
  type WorkspaceView,
} from "../../state/workspace_store.ts";

export interface OpenProject extends WorkspaceView {
  readonly id: string;
  readonly store: WorkspaceStore;
}

export const ProjectContext = createContext<OpenProject | undefined>(undefined);

export function useOpenProject(): OpenProject {
  const open = useContext(ProjectContext);
  if (open === undefined) throw new Error("no project is open around this component");
  return open;
}

export function useProjectStore(id: string): OpenProject {
  const store = useMemo(() => createWorkspaceStore(id), [id]);
  const view = useSyncExternalStore(store.subscribe, store.getView);
  return useMemo(() => ({ ...view, id, store }), [view, id, store]);
}
