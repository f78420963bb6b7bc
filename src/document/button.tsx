import type { ReactNode } from "react";

const looks = {
  main: "bg-accent text-on-accent",
  plain: "border border-edge hover:border-ink",
} as const;

type ButtonProps = {
  /** "main" is the one thing that a form is for. */
  variant?: keyof typeof looks;
  className?: string;
  children: ReactNode;
};

/** The button that sends its form. */
export function Button({ variant = "plain", className = "mt-3", children }: ButtonProps) {
  return (
    <button
      type="submit"
      className={`${className} min-h-11 cursor-pointer rounded px-5 font-semibold ${looks[variant]}`}
    >
      {children}
    </button>
  );
}
