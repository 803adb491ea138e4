import clsx from "clsx";
import { useState } from "react";
import { NavLink } from "react-router-dom";

interface NavBarProps {
  title: string;
}

export function NavBar({ title }: NavBarProps) {
  const [open, setOpen] = useState(false);
  const links = [
    { to: "/", label: "Home page" },
    { to: "/products", label: "All products" },
    { to: "/contact", label: "Write to us" },
  ];

  return (
    <header className={clsx("nav", open && "nav-open")}>
      <strong>{title}</strong>
      <button type="button" onClick={() => setOpen((value) => !value)} aria-expanded={open}>
        Open menu
      </button>
      <nav>
        <ul>
          {links.map((link) => (
            <li key={link.to}>
              <NavLink to={link.to}>{link.label}</NavLink>
            </li>
          ))}
        </ul>
      </nav>
    </header>
  );
}
