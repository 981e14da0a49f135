import { Button, type ButtonProps } from "@primer/react";

type PrimaryButtonProps = Omit<ButtonProps, "variant"> & {
  /** Cannot be done now. It stays in the tab order, so that the reason beside it can be found. */
  unavailable?: boolean;
};

/** The one primary action of a place; `Ctrl Enter` finds it by its mark. */
export function PrimaryButton({ unavailable = false, onClick, ...button }: PrimaryButtonProps) {
  return (
    <Button
      {...button}
      variant="primary"
      data-primary-action=""
      inactive={unavailable}
      aria-disabled={unavailable || undefined}
      onClick={unavailable ? (event) => event.preventDefault() : onClick}
    />
  );
}
