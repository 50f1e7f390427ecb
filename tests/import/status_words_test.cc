// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/status_words.h"

#include "gtest/gtest.h"

namespace lotse {
namespace {

TEST(MeaningOfStatus, KnowsTheWordsOfTheUsualSystems) {
  struct Case {
    const char* text;
    StatusMeaning meaning;
  };
  const Case cases[] = {
      // Salesforce.
      {"Open - Not Contacted", StatusMeaning::kNew},
      {"Working - Contacted", StatusMeaning::kWorked},
      {"Closed - Converted", StatusMeaning::kWon},
      {"Closed - Not Converted", StatusMeaning::kLost},
      {"Closed Won", StatusMeaning::kWon},
      {"Closed Lost", StatusMeaning::kLost},
      {"Proposal/Price Quote", StatusMeaning::kWorked},
      {"Needs Analysis", StatusMeaning::kUnspecified},
      {"Geschlossen - gewonnen", StatusMeaning::kWon},
      // HubSpot.
      {"NEW", StatusMeaning::kNew},
      {"Attempted to Contact", StatusMeaning::kWorked},
      {"Unqualified", StatusMeaning::kLost},
      {"Customer", StatusMeaning::kWon},
      {"Abgeschlossen und gewonnen", StatusMeaning::kWon},
      {"Marketing Qualified Lead", StatusMeaning::kUnspecified},
      // Dynamics 365, Pipedrive, Zoho, Odoo.
      {"Out-Sold", StatusMeaning::kLost},
      {"Canceled", StatusMeaning::kLost},
      {"open", StatusMeaning::kOpen},
      {"won", StatusMeaning::kWon},
      {"Closed Lost to Competition", StatusMeaning::kLost},
      {"Junk Lead", StatusMeaning::kLost},
      {"Pre-Qualified", StatusMeaning::kUnspecified},
      {"Gewonnen", StatusMeaning::kWon},
      // People.
      {"neu", StatusMeaning::kNew},
      {"noch nicht kontaktiert", StatusMeaning::kNew},
      {"in Bearbeitung", StatusMeaning::kWorked},
      {"8 - verloren (Preis)", StatusMeaning::kLost},
      {"nicht gewonnen", StatusMeaning::kLost},
      {"Kein Interesse!", StatusMeaning::kLost},
      {"Auftrag erteilt", StatusMeaning::kWon},
      // What only looks like one of them.
      {"New Business", StatusMeaning::kUnspecified},
      {"Neukunde", StatusMeaning::kUnspecified},
      {"wonderful", StatusMeaning::kUnspecified},
      {"Auftragsklärung", StatusMeaning::kUnspecified},
      {"", StatusMeaning::kUnspecified},
      {"!?", StatusMeaning::kUnspecified},
  };
  for (const Case& c : cases) {
    EXPECT_EQ(MeaningOfStatus(c.text), c.meaning) << c.text;
  }
}

}  // namespace
}  // namespace lotse
