import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { TextInput } from "../../ui/field.tsx";

const PAUSE_MS = 350;

interface SlowInputProps {
  label: string;
  type?: "text" | "search";
  value: string;
  suggestions?: readonly string[];
  onChange(next: string): void;
}

/** A text that is passed on when the person pauses: each letter would be a search. */
export function SlowInput({
  label,
  type = "text",
  value,
  suggestions = [],
  onChange,
}: SlowInputProps): ReactNode {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const id = useId();
  useEffect(() => setText(value), [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <TextInput
        label={label}
        type={type}
        value={text}
        list={suggestions.length > 0 ? id : undefined}
        autoComplete="off"
        onChange={(event) => {
          const next = event.target.value;
          setText(next);
          clearTimeout(timer.current);
          timer.current = setTimeout(() => onChange(next), PAUSE_MS);
        }}
        onKeyDown={(event) => {
          if (event.key !== "Enter" || event.nativeEvent.isComposing) return;
          clearTimeout(timer.current);
          onChange(text);
        }}
      />
      {suggestions.length > 0 && (
        <datalist id={id}>
          {suggestions.map((suggestion) => (
            <option key={suggestion} value={suggestion} />
          ))}
        </datalist>
      )}
    </>
  );
}
