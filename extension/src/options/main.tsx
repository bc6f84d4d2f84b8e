import { render } from "preact";

const root = document.querySelector("#root");
if (root)
  render(
    <main>
      <h1>TFX Sessions</h1>
    </main>,
    root,
  );
