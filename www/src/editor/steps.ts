import { history } from "@codemirror/commands";
import { type Extension, Transaction } from "@codemirror/state";
import { EditorView } from "@codemirror/view";

/** A pause in typing after which undo stops, in milliseconds. */
const PAUSE = 500;

/** The history. What is typed into the text is cut into steps by pauses; what is typed into one field of the form is one step, however slowly. */
export function steps(): Extension {
  let last = 0;
  return [
    history({
      newGroupDelay: Number.POSITIVE_INFINITY,
      joinToEvent: (transaction, isAdjacent) => isAdjacent && (transaction.isUserEvent("input.type.form") || timeOf(transaction) - last < PAUSE),
    }),
    EditorView.updateListener.of(({ docChanged, transactions }) => {
      if (docChanged) last = Math.max(...transactions.map(timeOf));
    }),
  ];
}

function timeOf(transaction: Transaction): number {
  return transaction.annotation(Transaction.time) ?? 0;
}
