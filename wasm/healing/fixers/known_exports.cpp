#include "healing/fixers/known_exports.hpp"

#include <algorithm>
#include <array>

#include "context/scan/characters.hpp"
#include "sorting/sort.hpp"

namespace sitewright::healing {
namespace {

// Source: the type declarations of @types/react 19, @types/react-dom 19, vite 8, react-router 7.
struct Module {
  std::string_view from;
  std::string_view values;  ///< separated by a space
  std::string_view types;
  std::string_view by_default;
};

constexpr std::array modules{
    Module{
        "react",
        "useState useEffect useRef useMemo useCallback useContext useReducer useId useLayoutEffect "
        "useTransition useDeferredValue useImperativeHandle useSyncExternalStore useOptimistic "
        "useActionState useInsertionEffect useDebugValue use createContext memo lazy Suspense "
        "Fragment StrictMode Profiler forwardRef createElement cloneElement isValidElement "
        "Children Component PureComponent startTransition createRef act Activity cache",
        "ReactNode ReactElement FC FunctionComponent ComponentType ComponentProps "
        "ComponentPropsWithoutRef ComponentPropsWithRef PropsWithChildren CSSProperties JSX Ref "
        "RefObject MutableRefObject Dispatch SetStateAction ChangeEvent FormEvent MouseEvent "
        "KeyboardEvent FocusEvent PointerEvent TouchEvent DragEvent WheelEvent SyntheticEvent "
        "ChangeEventHandler FormEventHandler MouseEventHandler KeyboardEventHandler Key "
        "HTMLAttributes ButtonHTMLAttributes InputHTMLAttributes AnchorHTMLAttributes "
        "ImgHTMLAttributes FormHTMLAttributes TextareaHTMLAttributes SelectHTMLAttributes "
        "SVGProps SVGAttributes HTMLProps ElementType ElementRef Context Reducer RefCallback "
        "ForwardedRef PropsWithRef ReactEventHandler EventHandler AriaRole AriaAttributes "
        "DetailedHTMLProps LazyExoticComponent ErrorInfo",
        "React"},
    Module{"react-dom/client", "createRoot hydrateRoot", "Root Container", ""},
    Module{"react-dom/server", "renderToString renderToStaticMarkup", "", ""},
    Module{"react-dom", "createPortal flushSync useFormStatus preload preconnect", "", "ReactDOM"},
    Module{"vite", "defineConfig loadEnv defineProject", "Plugin UserConfig ViteDevServer", ""},
    Module{"@vitejs/plugin-react", "", "", "react"},
    Module{"@vitejs/plugin-react-swc", "", "", "react"},
    Module{"@tailwindcss/vite", "", "", "tailwindcss"},
    Module{"react-router",
           "Link NavLink Outlet Route Routes BrowserRouter HashRouter MemoryRouter Navigate "
           "RouterProvider createBrowserRouter useNavigate useParams useLocation useSearchParams "
           "useLoaderData useMatch ScrollRestoration",
           "RouteObject", ""},
    Module{"react-router-dom",
           "Link NavLink Outlet Route Routes BrowserRouter HashRouter MemoryRouter Navigate "
           "RouterProvider createBrowserRouter useNavigate useParams useLocation useSearchParams "
           "useLoaderData useMatch ScrollRestoration",
           "RouteObject", ""},
    Module{"clsx", "clsx", "ClassValue", "clsx"},
    Module{"tailwind-merge", "twMerge", "", ""},
    Module{"node:path", "join resolve dirname basename extname relative", "", "path"},
    Module{"node:url", "fileURLToPath pathToFileURL", "", ""},
    Module{"node:fs", "readFileSync writeFileSync existsSync mkdirSync", "", "fs"},
};

bool holds(std::string_view list, std::string_view word) {
  while (!list.empty()) {
    const std::size_t end = std::min(list.find(' '), list.size());
    if (list.substr(0, end) == word) return true;
    list.remove_prefix(std::min(end + 1, list.size()));
  }
  return false;
}

bool can_be_used(Workbench& bench, std::string_view from) {
  if (from.starts_with("node:")) return bench.locked().contains("@types/node");
  std::size_t end = from.find('/');
  if (from.starts_with('@') && end != std::string_view::npos) end = from.find('/', end + 1);
  const std::string_view package = from.substr(0, end);
  return bench.wanted().contains(package) &&
         (bench.locked().empty() || bench.is_installed(package));
}

std::optional<Wanted> imported_elsewhere(Workbench& bench, std::string_view name,
                                         const Source* except) {
  for (const Source* file : bench.scripts()) {
    if (file == except) continue;
    for (const ImportClause& clause : file->imports) {
      if (clause.is_export || clause.specifier.starts_with('.')) continue;
      if (!bench.resolved(file->path, clause.specifier).empty()) continue;
      if (!can_be_used(bench, clause.specifier)) continue;
      const ImportName* found = name_in(clause, name);
      if (found == nullptr) continue;
      Wanted out;
      out.from = clause.specifier;
      out.type_only = clause.type_only || found->type_only;
      out.name = found->imported;
      if (found->local != found->imported) out.local = found->local;
      if (found == &clause.default_name) out.form = ImportForm::by_default;
      if (found == &clause.namespace_name) out.form = ImportForm::all;
      return out;
    }
  }
  return std::nullopt;
}

}  // namespace

std::optional<Wanted> known_export(Workbench& bench, std::string_view name, const Source* except) {
  if (auto found = imported_elsewhere(bench, name, except)) return found;
  for (const Module& module : modules) {
    const bool is_type = holds(module.types, name);
    const bool is_value = holds(module.values, name);
    const bool is_default = name == module.by_default;
    if ((!is_type && !is_value && !is_default) || !can_be_used(bench, module.from)) continue;
    Wanted out{std::string(name), "", std::string(module.from)};
    out.type_only = is_type;
    if (is_default && !is_value) out.form = ImportForm::by_default;
    return out;
  }
  return std::nullopt;
}

namespace {

// Packages that export hundreds of icons by name, and where from unless the project does it
// otherwise; of those with a mark, the names of icons begin or end with it.
// Source: the packages' documentation, 2026-11.
struct Icons {
  std::string_view package;
  std::string_view from;
  std::string_view begin;
  std::string_view end;
};

constexpr std::array icon_packages{
    Icons{"lucide-react", "lucide-react", "", ""},
    Icons{"@tabler/icons-react", "@tabler/icons-react", "Icon", ""},
    Icons{"@phosphor-icons/react", "@phosphor-icons/react", "", ""},
    Icons{"@heroicons/react", "@heroicons/react/24/outline", "", "Icon"},
    Icons{"@radix-ui/react-icons", "@radix-ui/react-icons", "", "Icon"},
    Icons{"react-feather", "react-feather", "", ""},
    Icons{"react-bootstrap-icons", "react-bootstrap-icons", "", ""},
    Icons{"@mui/icons-material", "@mui/icons-material", "", ""},
};

/// How the project's other files import from the package.
std::string entry_used(Workbench& bench, const Icons& icons) {
  for (const Source* file : bench.scripts()) {
    for (const ImportClause& clause : file->imports) {
      const bool entry =
          clause.specifier == icons.package ||
          (clause.specifier.starts_with(icons.package) && clause.specifier.contains('/'));
      if (entry && !clause.names.empty()) return std::string(clause.specifier);
    }
  }
  return std::string(icons.from);
}

}  // namespace

std::string_view icon_package(std::string_view specifier) {
  for (const Icons& icons : icon_packages) {
    const bool its =
        specifier.starts_with(icons.package) &&
        (specifier.size() == icons.package.size() || specifier[icons.package.size()] == '/');
    if (its) return icons.package;
  }
  return specifier.starts_with("react-icons/") ? std::string_view("react-icons")
                                               : std::string_view();
}

std::optional<Wanted> icon_export(Workbench& bench, std::string_view name) {
  if (name.size() < 2 && name != "X") return std::nullopt;
  if (!context::is_upper(name.front())) return std::nullopt;
  std::optional<Wanted> out;
  for (const Icons& icons : icon_packages) {
    const bool fits = name.starts_with(icons.begin) && name.ends_with(icons.end);
    if (!fits || !can_be_used(bench, icons.package)) continue;
    if (out) return std::nullopt;
    out = Wanted{std::string(name), "", entry_used(bench, icons)};
  }
  return out;
}

std::vector<Repair> from_known_module(Workbench& bench, const Source& source,
                                      const NamedModule& module) {
  if (module.clause == nullptr || module.clause->names.empty() ||
      !module.clause->default_name.local.empty()) {
    return {};
  }
  std::string from;
  for (const ImportName& name : module.clause->names) {
    const auto known = known_export(bench, name.imported, &source);
    if (!known || known->form != ImportForm::named || known->from == module.specifier) return {};
    if (!from.empty() && from != known->from) return {};
    from = known->from;
  }
  const auto size = static_cast<std::uint32_t>(module.specifier.size());
  return only("Import from " + from + " instead of " + module.specifier + ".",
              {{std::string(source.path), module.begin, module.begin + size, from}});
}

std::vector<std::string> known_names(Workbench& bench, std::string_view from) {
  std::vector<std::string> out;
  for (const Module& module : modules) {
    if (module.from != from) continue;
    for (std::string_view list : {module.values, module.types}) {
      while (!list.empty()) {
        const std::size_t end = std::min(list.find(' '), list.size());
        out.emplace_back(list.substr(0, end));
        list.remove_prefix(std::min(end + 1, list.size()));
      }
    }
  }
  for (const Source* file : bench.scripts()) {
    for (const ImportClause& clause : file->imports) {
      if (clause.specifier != from) continue;
      for (const ImportName& name : clause.names) out.emplace_back(name.imported);
    }
  }
  sort_stably(out);
  const auto repeated = std::ranges::unique(out);
  out.erase(repeated.begin(), repeated.end());
  return out;
}

}  // namespace sitewright::healing
