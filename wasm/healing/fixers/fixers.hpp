// The fixers of the table, one file each: what they repair is said at the top of their files.
#pragma once

#include <vector>

#include "healing/fixers/repair.hpp"

namespace sitewright::healing {

std::vector<Repair> fix_import_path(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_package(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_export_mismatch(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_default(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_name(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_renamed_name(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_renamed_entry(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_spelling(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_foreign_method(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_declaration_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_namespace_import(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_state_pattern(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_state_writes(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_member(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_property(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_unused(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_duplicate(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_type_import(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_wrapping(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_text_noise(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_keyword(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_vite_config(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_tailwind(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_tag_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_code_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_idiom(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_commonjs(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_handler(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_mark_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_parameter_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_bracket_kinds(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_tag_marks(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_jsx_text(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_lost_marks(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_structure(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_jsx_attribute(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_elision(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_async_component(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_list_parameter(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_props_pattern(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_other_frameworks(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_statement_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_bracket_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_unknown_values(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_style_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_page_links(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_link_targets(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_windows_paths(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_plain_script(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_hook_calls(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_generics(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_renamed_member(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_module_shape(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_project_settings(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_markup_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_class_shape(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_union_member(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_class_names(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_plugin_module(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_picture_elements(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_syntax_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_statement_order(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_icon_names(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_arguments(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_moved_name(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_import_slips(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_folder_import(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_identifiers(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_unknown_base(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_router_history(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_lodash(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_stand_ins(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_hook_types(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_narrow_values(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_narrow_numbers(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_value_shapes(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_component_types(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_event_values(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_uncalled(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_literal(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_null_check(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_return(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_missing_await(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_obsolete(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_annotation(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_enum(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_config_json(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_config_key(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_site_settings(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_manifest(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_style_sheet(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_server_global(Workbench& bench, const Problem& problem);
std::vector<Repair> fix_accessibility(Workbench& bench, const Problem& problem);

}  // namespace sitewright::healing
