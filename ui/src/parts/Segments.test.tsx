import { render, screen } from "@testing-library/react";
import userEvent from "@testing-library/user-event";
import { useState } from "react";
import { expect, test } from "vitest";
import { Segments } from "./Segments";

function Example() {
  const [value, setValue] = useState("b");
  const segments = ["a", "b", "c"].map((one) => ({ value: one, words: `Segment ${one}` }));
  return (
    <>
      <button type="button">Before</button>
      <Segments label="Example" segments={segments} value={value} onChange={setValue} />
      <button type="button">After</button>
    </>
  );
}

const segment = (name: string) => screen.getByRole("button", { name: `Segment ${name}` });

test("it is one stop of the tab key, on the chosen one, with the arrows inside", async () => {
  const user = userEvent.setup();
  render(<Example />);
  screen.getByRole("button", { name: "Before" }).focus();
  await user.tab();
  expect(document.activeElement).toBe(segment("b"));
  await user.keyboard("{ArrowRight}{Enter}");
  expect(document.activeElement).toBe(segment("c"));
  expect(segment("c").getAttribute("aria-pressed")).toBe("true");
  await user.keyboard("{Home}");
  expect(document.activeElement).toBe(segment("a"));
  await user.tab();
  expect(document.activeElement).toBe(screen.getByRole("button", { name: "After" }));
});
