import { useState } from "react";
import type { FlashcardsContent } from "../content";
import { fill } from "../fill";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

/** A pile of cards: turn one, keep it or put it back at the end. */
export function Flashcards({ cards, ...head }: FlashcardsContent) {
  const [pile, setPile] = useState(() => cards.map((_, index) => index));
  const [turned, setTurned] = useState(false);
  const [top, ...rest] = pile;
  const card = top === undefined ? undefined : cards[top];

  function sort(known: boolean) {
    setPile(known || top === undefined ? rest : [...rest, top]);
    setTurned(false);
  }
  function restart() {
    setPile(cards.map((_, index) => index));
    setTurned(false);
  }

  return (
    <Section kind="flashcards" {...headOf(head)}>
      <div className="quiz card">
        {card === undefined ? (
          <>
            <p className="quiz-question" role="status">
              {words.cardsDone}
            </p>
            <button type="button" className="button button-main" onClick={restart}>
              {words.again}
            </button>
          </>
        ) : (
          <>
            <p className="meta">{fill(words.cardsLeft, { n: pile.length })}</p>
            <p className="quiz-question" aria-live="polite">
              {turned ? card.back : card.front}
            </p>
            <p className="actions">
              {turned ? (
                <>
                  <button type="button" className="button button-main" onClick={() => sort(true)}>
                    {words.known}
                  </button>
                  <button type="button" className="button" onClick={() => sort(false)}>
                    {words.notYet}
                  </button>
                </>
              ) : (
                <button type="button" className="button button-main" onClick={() => setTurned(true)}>
                  {words.turn}
                </button>
              )}
            </p>
          </>
        )}
      </div>
    </Section>
  );
}
