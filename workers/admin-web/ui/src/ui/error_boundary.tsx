import { Component, type ReactNode } from "react";
import { toProblem } from "../api/problem.ts";
import { ProblemNote } from "./problem_note.tsx";

interface Props {
  /** What part of the page this is, as a heading for the note. */
  readonly part: string;
  readonly children: ReactNode;
}

/** Keeps a fault in one part of the page from taking the rest with it. */
export class ErrorBoundary extends Component<Props, { readonly cause: unknown }> {
  override state = { cause: undefined as unknown };

  static getDerivedStateFromError(cause: unknown): { readonly cause: unknown } {
    return { cause };
  }

  override render(): ReactNode {
    if (this.state.cause === undefined) return this.props.children;
    const problem = {
      ...toProblem(this.state.cause),
      title: `${this.props.part} could not be shown`,
    };
    return (
      <div className="p-4">
        <ProblemNote problem={problem} onRetry={() => this.setState({ cause: undefined })} />
      </div>
    );
  }
}
