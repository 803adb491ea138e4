// What several wire formats have in common when an answer is read.
#pragma once

#include <string>
#include <string_view>

#include "models/provider/wire_format.hpp"

namespace sitewright::models {

/// The value that comes next as text of the answer; null and other kinds are passed over.
void read_answer_text(JsonScanner& json, Answer& answer);
/// A text, or the texts of a list of parts {"text": …}, as some servers answer.
void read_answer_parts(JsonScanner& json, Answer& answer);
/// Arguments of tool call number `call`: a piece of text, or an object as a whole.
void read_arguments(JsonScanner& json, Answer& answer, std::int64_t call);
void read_refusal(JsonScanner& json, Answer& answer);
/// A count; null and nonsense leave `out` as it is.
void read_count(JsonScanner& json, std::int64_t& out);
/// How OpenAI breaks the tokens of a prompt down; both counts are part of the prompt's.
/// Source: ResponseUsage.InputTokensDetails and CompletionUsage.PromptTokensDetails of its SDK.
void read_input_details(JsonScanner& json, ChatUsage& usage);
/// The error of an event or of a whole document.
void read_complaint(std::string_view json, Complaint& complaint);

}  // namespace sitewright::models
