import { fireEvent, render, screen, waitFor } from "@testing-library/react";
import { Suspense, useState, type ComponentType } from "react";
import { expect, test, vi } from "vitest";
import { later, useTheRest } from "./later";

function Counter({ name }: { name: string }) {
  const [presses, setPresses] = useState(0);
  return (
    <button type="button" onClick={() => setPresses(presses + 1)}>
      {`${name} ${presses}`}
    </button>
  );
}

function Drawn({ of: Later, name }: { of: ComponentType<{ name: string }>; name: string }) {
  return (
    <Suspense fallback={<p>not there yet</p>}>
      <Later name={name} />
    </Suspense>
  );
}

/** Draws the rest ahead, as the first place does. */
function First() {
  useTheRest();
  return <p>first</p>;
}

test("the code is fetched when it is drawn, and what was drawn keeps its state afterwards", async () => {
  const load = vi.fn(() => Promise.resolve<ComponentType<{ name: string }>>(Counter));
  const Later = later(load);
  expect(load).not.toHaveBeenCalled();
  const { rerender } = render(<Drawn of={Later} name="a" />);
  expect(screen.getByText("not there yet")).toBeTruthy();
  fireEvent.click(await screen.findByText("a 0"));
  rerender(<Drawn of={Later} name="b" />);
  expect(screen.getByText("b 1"), "not mounted anew once the code is there").toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});

test("what the first place fetched ahead is drawn at once, and is not fetched again", async () => {
  const load = vi.fn(() => Promise.resolve<ComponentType<{ name: string }>>(Counter));
  const Later = later(load);
  const { rerender } = render(<First />);
  expect(load, "not before the first place stands").not.toHaveBeenCalled();
  await waitFor(() => expect(load).toHaveBeenCalledTimes(1));
  rerender(<Drawn of={Later} name="a" />);
  expect(screen.queryByText("not there yet")).toBeNull();
  expect(screen.getByText("a 0")).toBeTruthy();
  expect(load).toHaveBeenCalledTimes(1);
});
