/* tfx-widget {"id":"org.example.poll","name":"Poll","description":"One question, a few answers, and what everybody thinks.","author":"TFX Sessions","version":"1.0.0","sdk":"1","kind":"bundle","icon":"widget","category":"make","permissions":["state:shared","ui:toast"],"absent":{"summary":"A question to everybody."}} */
// A poll in one file, as docs/widgets/tutorial.md builds it. Add it in a call: Widgets, Add a widget…, Choose a file.

const make = (tag, properties = {}, ...children) => {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
};

const isText = (text) => typeof text === "string" && text.length > 0 && text.length <= 120;

/** Others may run another version, or a hostile one: what is no question is not taken for one. */
export const isQuestion = (value) =>
  typeof value === "object" &&
  value !== null &&
  isText(value.id) &&
  isText(value.text) &&
  Array.isArray(value.answers) &&
  value.answers.length >= 2 &&
  value.answers.length <= 6 &&
  value.answers.every(isText);

/** The latest vote of each person on this question; `from` was checked by the host. */
export const count = (question, entries) => {
  const choices = new Map();
  for (const { from, value } of entries)
    if (value?.question === question.id && Number.isInteger(value.choice) && value.choice in question.answers)
      choices.set(from, value.choice);
  const perAnswer = question.answers.map((_, index) => [...choices.values()].filter((choice) => choice === index).length);
  return { choices, perAnswer, total: choices.size };
};

const askForm = (ask) => {
  const text = make("input", { maxLength: 120, placeholder: "Where do we eat?" });
  const answers = make("input", { maxLength: 240, placeholder: "Soup, Noodles, Salad" });
  // A widget's page sends no forms, so a button does it.
  const button = make("button", { textContent: "Ask everybody" });
  button.addEventListener("click", () => {
    const choices = answers.value.split(",").map((answer) => answer.trim());
    if (ask(text.value.trim(), choices)) text.value = answers.value = "";
  });
  return make(
    "details",
    {},
    make("summary", { textContent: "Ask a question" }),
    make("label", {}, "Question", text),
    make("label", {}, "Answers, with commas between", answers),
    button,
  );
};

const style = `
  .poll { display: grid; gap: 12px; padding: 16px; font: 15px system-ui; color: var(--text-1) }
  .poll label { display: grid; gap: 6px; margin-block: 12px }
  .poll button, .poll input { padding: 10px; font: inherit }
  .poll button[aria-pressed="true"] { font-weight: 700 }
  .poll meter { width: 100% }
`;

export const widget = {
  mount(context, root) {
    const question = context.state.value("question", null);
    const votes = context.state.log("votes");
    const title = make("h2", { textContent: "No question yet" });
    const list = make("div");
    let shown;
    let rows = [];

    const ask = (text, answers) => {
      const asked = { id: `${context.self}-${Date.now()}`, text, answers };
      const isAsked = isQuestion(asked);
      if (isAsked) question.set(asked);
      else context.ui.toast("A poll needs a question and two to six answers.");
      return isAsked;
    };
    const vote = async (choice) => {
      try {
        await votes.append({ question: shown.id, choice });
      } catch (error) {
        context.log.warn(String(error));
        context.ui.toast("Your vote was not counted. Try again.");
      }
    };
    // Buttons stay while their question does: whoever uses the keyboard keeps their place.
    const build = () => {
      rows = shown.answers.map((answer, choice) => {
        const button = make("button");
        button.addEventListener("click", () => vote(choice));
        return { answer, button, meter: make("meter", { min: 0, max: 1, ariaLabel: answer }) };
      });
      title.textContent = shown.text;
      list.replaceChildren(...rows.flatMap(({ button, meter }) => [button, meter]));
    };
    const draw = () => {
      const asked = question.value;
      if (!isQuestion(asked)) return;
      const isNew = asked.id !== shown?.id;
      shown = asked;
      if (isNew) build();
      const { choices, perAnswer, total } = count(shown, votes.entries.value);
      for (const [index, { answer, button, meter }] of rows.entries()) {
        button.textContent = `${answer}: ${perAnswer[index]}`;
        button.ariaPressed = String(choices.get(context.self) === index);
        meter.value = total === 0 ? 0 : perAnswer[index] / total;
      }
      // What people see who do not have the poll.
      const lines = rows.map(({ answer, meter }, index) => ({ text: `${answer}: ${perAnswer[index]}`, value: meter.value }));
      context.ui.summary([{ text: shown.text }, ...lines]);
    };

    root.append(make("style", { textContent: style }), make("div", { className: "poll" }, title, list, askForm(ask)));
    question.on(draw);
    votes.entries.on(draw);
    draw();
  },
};
