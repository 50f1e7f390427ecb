// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// MeaningOfStatus: the table of words, and how a text is compared with it.
#include "lotse/import/status_words.h"

#include <cstddef>
#include <string>

#include "lotse/import/csv_headers.h"

namespace lotse {
namespace {

struct StatusWord {
  // As a key (KeyFromHeader).
  absl::string_view key;
  StatusMeaning meaning;
  // The text must be this, not only contain it: "New Business" is not new.
  bool whole = false;
};

constexpr StatusWord kWords[] = {
    // Nobody has worked on it.
    {"new", StatusMeaning::kNew, true},
    {"new_lead", StatusMeaning::kNew, true},
    {"raw", StatusMeaning::kNew, true},
    {"untouched", StatusMeaning::kNew},
    {"uncontacted", StatusMeaning::kNew},
    {"not_contacted", StatusMeaning::kNew},
    {"not_yet_contacted", StatusMeaning::kNew},
    {"not_started", StatusMeaning::kNew},
    {"not_worked", StatusMeaning::kNew},
    {"neu", StatusMeaning::kNew, true},
    {"neuer_lead", StatusMeaning::kNew, true},
    {"neuanlage", StatusMeaning::kNew, true},
    {"eingegangen", StatusMeaning::kNew, true},
    {"eingang", StatusMeaning::kNew, true},
    {"erfasst", StatusMeaning::kNew, true},
    {"unbearbeitet", StatusMeaning::kNew},
    {"nicht_bearbeitet", StatusMeaning::kNew},
    {"noch_nicht_bearbeitet", StatusMeaning::kNew},
    {"nicht_kontaktiert", StatusMeaning::kNew},
    {"noch_nicht_kontaktiert", StatusMeaning::kNew},
    {"nicht_begonnen", StatusMeaning::kNew},
    // Somebody has.
    {"working", StatusMeaning::kWorked},
    {"in_progress", StatusMeaning::kWorked},
    {"in_process", StatusMeaning::kWorked},
    {"contacted", StatusMeaning::kWorked},
    {"attempted", StatusMeaning::kWorked},
    {"connected", StatusMeaning::kWorked, true},
    {"nurturing", StatusMeaning::kWorked},
    {"proposal", StatusMeaning::kWorked},
    {"negotiation", StatusMeaning::kWorked},
    {"in_bearbeitung", StatusMeaning::kWorked},
    {"in_arbeit", StatusMeaning::kWorked},
    {"wird_bearbeitet", StatusMeaning::kWorked},
    {"bearbeitet", StatusMeaning::kWorked, true},
    {"kontaktiert", StatusMeaning::kWorked},
    {"kontaktversuch", StatusMeaning::kWorked},
    {"angerufen", StatusMeaning::kWorked},
    {"angebot", StatusMeaning::kWorked},
    {"verhandlung", StatusMeaning::kWorked},
    {"nachfassen", StatusMeaning::kWorked},
    // Open.
    {"open", StatusMeaning::kOpen, true},
    {"pending", StatusMeaning::kOpen, true},
    {"ongoing", StatusMeaning::kOpen, true},
    {"offen", StatusMeaning::kOpen, true},
    {"laufend", StatusMeaning::kOpen, true},
    // Won.
    {"won", StatusMeaning::kWon},
    {"closed_won", StatusMeaning::kWon},
    {"converted", StatusMeaning::kWon},
    {"customer", StatusMeaning::kWon, true},
    {"evangelist", StatusMeaning::kWon, true},
    {"success", StatusMeaning::kWon, true},
    {"sold", StatusMeaning::kWon, true},
    {"signed", StatusMeaning::kWon, true},
    {"contract_signed", StatusMeaning::kWon},
    {"ordered", StatusMeaning::kWon, true},
    {"gewonnen", StatusMeaning::kWon},
    {"konvertiert", StatusMeaning::kWon},
    {"kunde", StatusMeaning::kWon, true},
    {"erfolgreich", StatusMeaning::kWon, true},
    {"verkauft", StatusMeaning::kWon, true},
    {"bestellt", StatusMeaning::kWon, true},
    {"beauftragt", StatusMeaning::kWon, true},
    {"auftrag", StatusMeaning::kWon, true},
    {"auftrag_erteilt", StatusMeaning::kWon},
    {"auftrag_erhalten", StatusMeaning::kWon},
    {"vertrag_unterschrieben", StatusMeaning::kWon},
    // Lost.
    {"lost", StatusMeaning::kLost},
    {"closed_lost", StatusMeaning::kLost},
    {"not_won", StatusMeaning::kLost},
    {"not_converted", StatusMeaning::kLost},
    {"not_qualified", StatusMeaning::kLost},
    {"unqualified", StatusMeaning::kLost},
    {"disqualified", StatusMeaning::kLost},
    {"not_interested", StatusMeaning::kLost},
    {"no_interest", StatusMeaning::kLost},
    {"rejected", StatusMeaning::kLost},
    {"declined", StatusMeaning::kLost},
    {"dead", StatusMeaning::kLost, true},
    {"junk", StatusMeaning::kLost},
    {"canceled", StatusMeaning::kLost},
    {"cancelled", StatusMeaning::kLost},
    {"out_sold", StatusMeaning::kLost},
    {"abandoned", StatusMeaning::kLost},
    {"verloren", StatusMeaning::kLost},
    {"nicht_gewonnen", StatusMeaning::kLost},
    {"nicht_konvertiert", StatusMeaning::kLost},
    {"nicht_qualifiziert", StatusMeaning::kLost},
    {"unqualifiziert", StatusMeaning::kLost},
    {"disqualifiziert", StatusMeaning::kLost},
    {"kein_interesse", StatusMeaning::kLost},
    {"nicht_interessiert", StatusMeaning::kLost},
    {"kein_bedarf", StatusMeaning::kLost},
    {"abgelehnt", StatusMeaning::kLost},
    {"absage", StatusMeaning::kLost},
    {"abgesagt", StatusMeaning::kLost},
    {"storniert", StatusMeaning::kLost},
    {"verworfen", StatusMeaning::kLost},
};

// Whether `key` has all words of `phrase` one after the other.
bool Contains(absl::string_view key, absl::string_view phrase) {
  for (size_t at = key.find(phrase); at != absl::string_view::npos;
       at = key.find(phrase, at + 1)) {
    const size_t end = at + phrase.size();
    if ((at == 0 || key[at - 1] == '_') &&
        (end == key.size() || key[end] == '_')) {
      return true;
    }
  }
  return false;
}

}  // namespace

StatusMeaning MeaningOfStatus(absl::string_view text) {
  const std::string key = KeyFromHeader(text);
  const StatusWord* best = nullptr;
  for (const StatusWord& word : kWords) {
    if (word.whole ? key != word.key : !Contains(key, word.key)) continue;
    if (best == nullptr || word.key.size() > best->key.size()) best = &word;
  }
  return best == nullptr ? StatusMeaning::kUnspecified : best->meaning;
}

}  // namespace lotse
