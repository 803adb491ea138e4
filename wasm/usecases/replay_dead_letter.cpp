#include "usecases/replay_dead_letter.hpp"

#include <utility>

#include "usecases/views.hpp"
#include "wire/generated/effects.hpp"

namespace sitewright::usecases {

namespace {

constexpr std::string_view kDeadLetters = "-dlq";
/// maxLength of schemas/http/dead_letter.json; ends of characters are found below.
constexpr std::size_t kMaxBodyCharacters = 2000;

std::string queue_of(std::string_view dead_letter_queue) {
  if (dead_letter_queue.ends_with(kDeadLetters)) {
    dead_letter_queue.remove_suffix(kDeadLetters.size());
  }
  return std::string(dead_letter_queue);
}

std::string first_characters(std::string_view text, std::size_t count) {
  std::size_t at = 0;
  for (; at < text.size(); ++at) {
    const bool begins = (static_cast<unsigned char>(text[at]) & 0xC0U) != 0x80U;
    if (begins && count-- == 0) break;
  }
  return std::string(text.substr(0, at));
}

}  // namespace

wire::DeadLetter dead_letter_view(const ports::DeadLetterRecord& letter) {
  return {.id = letter.id,
          .queue = queue_of(letter.queue),
          .body = first_characters(letter.body, kMaxBodyCharacters),
          .bytes = letter.bytes,
          .received_at = rfc3339(letter.received_at),
          .replayed_at =
              letter.replayed_at ? std::optional(rfc3339(*letter.replayed_at)) : std::nullopt};
}

Task<Decision<wire::DeadLetter>> replay_dead_letter(StartPorts ports, std::string id) {
  auto letter = co_await or_return(ports.state.dead_letter(std::move(id)));
  Decision<wire::DeadLetter> decision{.answer = {},
                                      .commit = {.key = "command/" + ports.ids.make("cmd")}};
  if (!letter.replayed_at) {
    const std::string queue = queue_of(letter.queue);
    if (!wire::from_string<wire::QueueSendRequestQueue>(queue)) {
      co_return fail(Code::conflict, "There is no queue " + queue + " any more.");
    }
    letter.replayed_at = ports.clock.now();
    decision.commit.guarded = ports::MarkReplayed{letter.id, *letter.replayed_at};
    decision.commit.messages.push_back({queue, letter.body});
  }
  decision.answer = dead_letter_view(letter);
  co_return decision;
}

}  // namespace sitewright::usecases
