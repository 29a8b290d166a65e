import type { ReactNode } from "react";

interface FormProps {
  children: ReactNode;
  className?: string | undefined;
  onSubmit: () => unknown;
}

/** A form that the page sends by itself; what is wrong is told by its fields, not by the browser. */
export function Form({ children, className, onSubmit }: FormProps) {
  return (
    <form
      className={className}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void onSubmit();
      }}
    >
      {children}
    </form>
  );
}
