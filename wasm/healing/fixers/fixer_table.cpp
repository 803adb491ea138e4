// Error class → fixer. The order is that in which a problem's fixers are asked: the more certain
// first.
#include <array>

#include "healing/fixers/fixers.hpp"

namespace sitewright::healing {
namespace {

constexpr std::array table{
    FixerRow{"wrapping", "@syntax @configuration @unknown TS2306 TS2339 missing_export",
             fix_wrapping, true},
    FixerRow{"text_noise", "@syntax @configuration TS1127 TS1185 TS2304 TS2552 reference_error",
             fix_text_noise, true},
    FixerRow{"config_json", "@syntax @configuration", fix_config_json},
    FixerRow{
        "manifest",
        "@configuration @dependency command_not_found command_failed parse_error TS1295 TS1287",
        fix_manifest},
    FixerRow{"site_settings", "@configuration @dependency @runtime @unknown @syntax TS2686",
             fix_site_settings},
    FixerRow{"page_links", "broken_link", fix_page_links},
    FixerRow{"config_key",
             "@configuration @type @runtime @unknown @dependency TS1295 TS1287 TS1286 TS1378",
             fix_config_key},
    FixerRow{
        "vite_config",
        "no_output no_index_page file_not_found unresolved_entry unresolved_import TS2769 TS2353 "
        "TS2561 TS2304 TS2322 reference_error build_failed",
        fix_vite_config},
    FixerRow{"tailwind", "@syntax @unknown @configuration @dependency", fix_tailwind},
    FixerRow{"style_slips", "@syntax @unknown @configuration", fix_style_slips},
    FixerRow{"style_sheet", "@syntax @unknown @configuration @dependency", fix_style_sheet},
    FixerRow{"syntax_slips", "@syntax TS2779 TS2880", fix_syntax_slips},
    FixerRow{"jsx_text", "@syntax TS2657 TS2322 TS2353", fix_jsx_text},
    FixerRow{"foreign_method",
             "TS2339 TS2349 TS2551 TS2550 TS2304 TS2552 type_error reference_error",
             fix_foreign_method},
    FixerRow{"keyword", "@syntax TS2304 TS2552", fix_keyword},
    FixerRow{"lost_marks", "@syntax TS2657 TS2693 TS2488 TS2365", fix_lost_marks},
    FixerRow{"code_slips", "@syntax", fix_code_slips},
    FixerRow{"declaration_slips", "@syntax TS2304 TS2552 reference_error", fix_declaration_slips},
    FixerRow{"markup_slips", "@syntax TS2657", fix_markup_slips},
    FixerRow{"statement_slips", "@syntax TS2355 TS2366 TS2322 TS7027 TS7028 TS2339 TS18048 TS2532",
             fix_statement_slips},
    FixerRow{"bracket_slips", "@syntax", fix_bracket_slips},
    FixerRow{"tag_slips", "@syntax TS2657", fix_tag_slips},
    FixerRow{"idiom", "@syntax TS2304 TS2552 TS2322 TS2345 reference_error", fix_idiom},
    FixerRow{"commonjs", "@syntax @dependency TS2304 TS2580 TS2591 TS2306 TS2552 reference_error",
             fix_commonjs},
    FixerRow{"props_pattern", "@syntax TS2304 TS2552 TS7031", fix_props_pattern},
    FixerRow{"structure", "@syntax", fix_structure},
    // Elements that are made and dropped are never meant, whatever else is said of their file.
    FixerRow{"missing_return", "@type @runtime @syntax TS1108", fix_missing_return, false, true},
    FixerRow{"statement_order", "TS7029 TS2448 TS2449 TS2454 TS2362 TS2363 TS2345 TS2365 TS2367",
             fix_statement_order},
    FixerRow{"hook_types", "TS18047 TS2339 TS2322 TS2345 TS2554 TS2503", fix_hook_types},
    FixerRow{"narrow_values", "TS2322 TS2345 TS2769", fix_narrow_values},
    FixerRow{"value_shapes", "TS2322 TS2353 TS2559 TS2304 TS7053", fix_value_shapes},
    FixerRow{"component_types", "TS2745 TS2746 TS2747 TS2322 TS7031 TS7006 TS2786",
             fix_component_types},
    FixerRow{"class_names", "TS2304 TS2552 TS2307 reference_error unresolved_import",
             fix_class_names},
    FixerRow{"project_settings", "TS2307 TS2882 TS2339 TS5024 @runtime @unknown @configuration",
             fix_project_settings},
    FixerRow{"import_path", "TS2307 TS2792 TS2882 TS6137 unresolved_import vite_asset",
             fix_import_path},
    FixerRow{"missing_package", "TS2307 TS2792 TS2882 TS7016 unresolved_import",
             fix_missing_package},
    FixerRow{"other_frameworks", "TS2307 TS2792 unresolved_import", fix_other_frameworks},
    FixerRow{"module_shape", "TS2305 TS2614 TS2724 TS2459 TS2322 TS2345 TS2769 missing_export",
             fix_module_shape},
    FixerRow{
        "export_mismatch",
        "TS2305 TS2613 TS2614 TS2724 TS2459 TS2460 TS1192 TS2306 missing_export unresolved_import",
        fix_export_mismatch},
    FixerRow{"class_shape", "TS1294 TS2607 TS2786", fix_class_shape},
    FixerRow{"async_component", "TS2786 @runtime @unknown", fix_async_component},
    FixerRow{"namespace_import",
             "TS2604 TS2786 TS2349 TS2339 @runtime @unknown @syntax @configuration",
             fix_namespace_import},
    FixerRow{"missing_default", "@runtime @unknown @syntax", fix_missing_default},
    FixerRow{"generics", "TS2314 TS1064 TS2315 TS2339 TS7031 TS2322 TS2345", fix_generics},
    FixerRow{"renamed_member", "TS2339 TS2353 TS2551 TS2561", fix_renamed_member},
    FixerRow{"hook_calls", "TS2554 TS7053 TS2339 TS2488 TS2322 TS2345 TS2769", fix_hook_calls},
    FixerRow{"obsolete", "*", fix_obsolete},
    FixerRow{"type_import",
             "TS1484 TS1485 TS1205 TS1361 TS1362 TS1448 TS2866 TS2749 TS2693 TS2206 @syntax",
             fix_type_import},
    FixerRow{"state_pattern", "TS2339 TS2304 TS2552", fix_state_pattern},
    FixerRow{"list_parameter", "TS2304 TS2552 TS6133 TS2322 TS2339 TS18048 TS2532 TS2345",
             fix_list_parameter},
    FixerRow{"unknown_values", "TS2304 TS2552", fix_unknown_values},
    FixerRow{"renamed_entry", "TS2304 TS2552 TS18004 TS6133 TS2339", fix_renamed_entry},
    FixerRow{"missing_name",
             "TS2304 TS2552 TS2503 TS2686 TS2580 TS2591 TS2663 TS18004 TS2318 TS2322 TS2540 "
             "reference_error",
             fix_missing_name},
    FixerRow{"renamed_name", "TS2304 TS2552 TS18004 TS6133 reference_error", fix_renamed_name},
    FixerRow{"union_member",
             "TS2322 TS2820 TS2678 TS2367 TS2345 TS2741 TS2739 TS2353 TS2561 TS2551 TS2339 TS7053 "
             "TS2769",
             fix_union_member},
    FixerRow{"handler",
             "TS2322 TS2353 TS2554 TS2345 TS2769 TS18048 TS2339 TS2304 TS2552 reference_error",
             fix_handler},
    FixerRow{"jsx_attribute", "TS2322 TS2769 TS2820 TS2353 TS2561 TS17001 TS2339 TS2551 TS2559",
             fix_jsx_attribute},
    FixerRow{"spelling",
             "TS2551 TS2561 TS2724 TS2820 TS2322 TS2345 TS2353 TS2769 TS2694 TS2833 TS2839",
             fix_spelling},
    FixerRow{"literal", "TS2322 TS2345 TS2820 TS2769 TS2367 TS2678", fix_literal},
    FixerRow{"elision", "TS2322 TS2345 TS2769 TS2532 TS18048", fix_elision},
    FixerRow{"missing_await", "@type @syntax", fix_missing_await},
    FixerRow{"null_check",
             "TS2531 TS2532 TS2533 TS18046 TS18047 TS18048 TS18049 TS2345 TS2322 TS2721 TS2722 "
             "TS2538 TS2769 type_error",
             fix_null_check},
    FixerRow{"property", "TS2339 TS2353 TS2322 TS2741 TS2739 TS2769", fix_property},
    FixerRow{"missing_member", "TS2339", fix_missing_member},
    FixerRow{"unused", "TS6133 TS6192 TS6196 TS6198 TS6199 TS6138", fix_unused},
    FixerRow{"duplicate",
             "TS2300 TS2451 TS2393 TS2440 TS2528 TS2323 TS1117 TS17001 TS2484 "
             "TS2397 @syntax",
             fix_duplicate},
    FixerRow{"annotation",
             "TS7006 TS7031 TS7005 TS7034 TS2345 TS2588 TS2554 TS2339 TS7053 TS2322 TS2769",
             fix_annotation},
    FixerRow{"enum", "TS1294", fix_enum},
    FixerRow{"server_global", "@runtime", fix_server_global},
    FixerRow{"accessibility", "@runtime", fix_accessibility},
};

}  // namespace

std::span<const FixerRow> fixer_table() {
  return table;
}

}  // namespace sitewright::healing
