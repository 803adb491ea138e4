import { useEffect, useRef, useState, type FormEvent } from "react";
import type { QuizContent, QuizTopic } from "../content";
import { fill } from "../fill";
import { asNumber, makeRound, type Task } from "../parts/exercises";
import { headOf, Section } from "../parts/Section";
import { words } from "../words";

interface Choice {
  topic: QuizTopic;
  level: number;
  clock: boolean;
}

interface Answered {
  task: Task;
  given: string;
  right: boolean;
}

type Stage = { at: "start" } | { at: "play"; choice: Choice; tasks: Task[] } | { at: "result"; choice: Choice; answers: Answered[]; late: boolean; all: number };

/** Practice with a score: choose, answer, see what to look at again. */
export function Quiz({ topics, rounds = 10, seconds = 120, ...head }: QuizContent) {
  const [stage, setStage] = useState<Stage>({ at: "start" });

  function play(choice: Choice) {
    setStage({ at: "play", choice, tasks: makeRound(choice.topic, choice.level, rounds, Math.random) });
  }

  return (
    <Section kind="quiz" {...headOf(head)}>
      <div className="quiz card">
        {stage.at === "start" ? <Start topics={topics} seconds={seconds} onStart={play} /> : null}
        {stage.at === "play" ? (
          <Play
            tasks={stage.tasks}
            seconds={stage.choice.clock ? seconds : undefined}
            onEnd={(answers, late) => setStage({ at: "result", choice: stage.choice, answers, late, all: stage.tasks.length })}
          />
        ) : null}
        {stage.at === "result" ? (
          <Result {...stage} onAgain={() => play(stage.choice)} onStart={() => setStage({ at: "start" })} />
        ) : null}
      </div>
    </Section>
  );
}

function Start({ topics, seconds, onStart }: { topics: QuizTopic[]; seconds: number; onStart: (choice: Choice) => void }) {
  const [at, setAt] = useState(0);
  const [level, setLevel] = useState(1);
  const [clock, setClock] = useState(false);
  const topic = topics[at];
  if (topic === undefined) return null;

  return (
    <form
      className="form"
      onSubmit={(event) => {
        event.preventDefault();
        onStart({ topic, level, clock });
      }}
    >
      <fieldset className="choices">
        <legend className="label">{words.topicOfRound}</legend>
        {topics.map((item, index) => (
          <label key={item.name} className="choice">
            <input type="radio" name="topic" checked={index === at} onChange={() => setAt(index)} />
            <span>
              <strong>{item.name}</strong>
              {item.text === undefined ? null : <span className="meta">{item.text}</span>}
            </span>
          </label>
        ))}
      </fieldset>
      {topic.kind === "maths" ? (
        <fieldset className="choices choices-short">
          <legend className="label">{words.level}</legend>
          {[words.easy, words.medium, words.hard].map((name, index) => (
            <label key={name} className="choice">
              <input type="radio" name="level" checked={level === index + 1} onChange={() => setLevel(index + 1)} />
              <span>{name}</span>
            </label>
          ))}
        </fieldset>
      ) : null}
      <label className="check">
        <input type="checkbox" checked={clock} onChange={(event) => setClock(event.currentTarget.checked)} />
        <span>{fill(words.clock, { n: seconds })}</span>
      </label>
      <p className="actions">
        <button type="submit" className="button button-main">
          {words.start}
        </button>
      </p>
    </form>
  );
}

interface PlayProps {
  tasks: Task[];
  seconds: number | undefined;
  onEnd: (answers: Answered[], late: boolean) => void;
}

function Play({ tasks, seconds, onEnd }: PlayProps) {
  const [answers, setAnswers] = useState<Answered[]>([]);
  const [index, setIndex] = useState(0);
  const left = useClock(seconds, () => onEnd(answers, true));
  const task = tasks[index];
  const last = answers[index];
  const score = answers.filter((answer) => answer.right).length;
  if (task === undefined) return null;

  function answer(given: string) {
    if (task === undefined || last !== undefined) return;
    const right = task.options === undefined ? asNumber(given) === asNumber(task.answer) : given === task.answer;
    setAnswers([...answers, { task, given, right }]);
  }
  function next() {
    if (index + 1 < tasks.length) setIndex(index + 1);
    else onEnd(answers, false);
  }

  return (
    <>
      <div className="quiz-bar">
        <span>{fill(words.question, { n: index + 1, all: tasks.length })}</span>
        {left === undefined ? null : <span className="quiz-clock">{`${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`}</span>}
        <span>
          {words.score} <strong data-score={score}>{score}</strong>
        </span>
      </div>
      <progress className="quiz-progress" max={tasks.length} value={answers.length} aria-label={fill(words.question, { n: index + 1, all: tasks.length })} />
      <p className="quiz-question" aria-live="polite">
        {task.question}
      </p>
      {task.options === undefined ? (
        <NumberAnswer key={index} done={last !== undefined} onAnswer={answer} />
      ) : (
        <Options key={index} task={task} given={last?.given} onAnswer={answer} />
      )}
      <div role="status" className="quiz-verdict">
        {last === undefined ? null : (
          <p data-right={last.right ? "" : undefined}>
            <strong>{last.right ? words.right : fill(words.wrong, { answer: task.answer })}</strong>
            {task.why === undefined ? null : <span> {task.why}</span>}
          </p>
        )}
      </div>
      {last === undefined ? null : (
        <p className="actions">
          <button type="button" className="button button-main" onClick={next} autoFocus>
            {words.nextQuestion}
          </button>
        </p>
      )}
    </>
  );
}

/** Seconds left, or nothing without a clock. */
function useClock(seconds: number | undefined, onEnd: () => void): number | undefined {
  const [left, setLeft] = useState(seconds);
  const end = useRef(onEnd);
  end.current = onEnd;
  useEffect(() => {
    if (seconds === undefined) return;
    const until = Date.now() + seconds * 1000;
    const timer = setInterval(() => {
      const now = Math.max(0, Math.ceil((until - Date.now()) / 1000));
      setLeft(now);
      if (now > 0) return;
      clearInterval(timer);
      end.current();
    }, 250);
    return () => clearInterval(timer);
  }, [seconds]);
  return left;
}

function NumberAnswer({ done, onAnswer }: { done: boolean; onAnswer: (given: string) => void }) {
  const [text, setText] = useState("");
  function submit(event: FormEvent) {
    event.preventDefault();
    if (asNumber(text) !== undefined) onAnswer(text);
  }
  return (
    <form className="quiz-answer" onSubmit={submit}>
      <label className="field">
        <span className="label">{words.answer}</span>
        <input name="answer" inputMode="text" autoComplete="off" value={text} disabled={done} autoFocus onChange={(event) => setText(event.currentTarget.value)} />
      </label>
      <button type="submit" className="button" disabled={done}>
        {words.check}
      </button>
    </form>
  );
}

function Options({ task, given, onAnswer }: { task: Task; given: string | undefined; onAnswer: (given: string) => void }) {
  return (
    <ul className="quiz-options">
      {task.options?.map((option) => (
        <li key={option}>
          <button
            type="button"
            className="quiz-option"
            aria-disabled={given !== undefined}
            data-state={given === undefined ? undefined : option === task.answer ? "right" : option === given ? "wrong" : "rest"}
            onClick={() => onAnswer(option)}
          >
            {option}
          </button>
        </li>
      ))}
    </ul>
  );
}

interface ResultProps {
  choice: Choice;
  answers: Answered[];
  late: boolean;
  all: number;
  onAgain: () => void;
  onStart: () => void;
}

function Result({ choice, answers, late, all, onAgain, onStart }: ResultProps) {
  const score = answers.filter((answer) => answer.right).length;
  const missed = answers.filter((answer) => !answer.right);
  const asked = late ? all : answers.length;
  const percent = asked === 0 ? 0 : Math.round((score / asked) * 100);
  const [best, setBest] = useState(percent);
  useEffect(() => setBest(rememberBest(`${choice.topic.name}/${choice.level}`, percent)), [choice, percent]);

  return (
    <div className="quiz-result">
      <p className="figure" data-result={score}>
        {percent} %
      </p>
      <h3 className="item-title" role="status">
        {late ? `${words.timeUp} ` : ""}
        {fill(words.result, { n: score, all: asked })}
      </h3>
      <p className="meta">{fill(words.best, { n: best })}</p>
      {missed.length === 0 ? (
        late ? null : <p className="item-text">{words.perfect}</p>
      ) : (
        <>
          <h4 className="label">{words.review}</h4>
          <ul className="rows">
            {missed.map((item, index) => (
              <li key={index} className="row">
                <span>{item.task.question}</span>
                <strong>{item.task.answer}</strong>
              </li>
            ))}
          </ul>
        </>
      )}
      <p className="actions">
        <button type="button" className="button button-main" onClick={onAgain}>
          {words.again}
        </button>
        <button type="button" className="button" onClick={onStart}>
          {words.topicOfRound}
        </button>
      </p>
    </div>
  );
}

/** The best result in this browser, this one included. */
function rememberBest(name: string, percent: number): number {
  try {
    const key = `best/${name}`;
    const best = Math.max(percent, Number(localStorage.getItem(key) ?? 0) || 0);
    localStorage.setItem(key, String(best));
    return best;
  } catch {
    return percent;
  }
}
