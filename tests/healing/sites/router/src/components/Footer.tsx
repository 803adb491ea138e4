interface FooterProps {
  year: number;
}

export function Footer({ year }: FooterProps) {
  return (
    <footer className="footer">
      <p>Made by hand since {year}</p>
      <a href="mailto:hello@lantern.example">Send a letter</a>
    </footer>
  );
}
