import { useEffect, useRef, useState, type ReactNode } from 'react';

/** Frame of a wide table. When it scrolls sideways, the keyboard can reach it and a screen reader names it. */
export function ScrollFrame(props: {
  readonly name: string;
  /** Stands above the frame and does not scroll with it. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const [scrolls, setScrolls] = useState(false);
  useEffect(() => {
    const element = frame.current!;
    const measure = () => setScrolls(element.scrollWidth > element.clientWidth);
    const observer = new ResizeObserver(measure);
    observer.observe(element);
    for (const child of element.children) observer.observe(child);
    return () => observer.disconnect();
  }, []);
  const reachable = scrolls ? ({ tabIndex: 0, role: 'group', 'aria-label': props.name } as const) : {};
  return (
    <div className="table-box">
      {props.above}
      <div ref={frame} className="table-frame" {...reachable}>
        {props.children}
      </div>
    </div>
  );
}
