import { Route, Routes } from "react-router-dom";
import { Footer } from "./components/Footer";
import { NavBar } from "./components/NavBar";
import ContactPage from "./pages/ContactPage";
import HomePage from "./pages/HomePage";
import { ProductsPage } from "./pages/ProductsPage";
import "./App.css";

export default function App() {
  return (
    <div className="app">
      <NavBar title="Lantern Works" />
      <main>
        <Routes>
          <Route path="/" element={<HomePage />} />
          <Route path="/products" element={<ProductsPage />} />
          <Route path="/contact" element={<ContactPage />} />
        </Routes>
      </main>
      <Footer year={2026} />
    </div>
  );
}
