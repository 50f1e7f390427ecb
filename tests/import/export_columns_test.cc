// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#include "lotse/import/export_columns.h"

#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "gmock/gmock.h"
#include "gtest/gtest.h"

namespace lotse {
namespace {

constexpr ExportFormat kFormat = {DecimalMark::kPoint, DateOrder::kDayFirst};

// "created=Created Date; state=Stage".
std::string Text(const std::vector<ExportColumn>& columns) {
  return absl::StrJoin(
      columns, "; ", [](std::string* out, const ExportColumn& column) {
        absl::StrAppend(out, NameOf(column.role), "=", column.header);
      });
}

std::string Recognized(const std::vector<std::string>& headers,
                       const std::vector<ExportRow>& rows = {}) {
  return Text(RecognizeColumns(headers, rows, kFormat));
}

TEST(RecognizeColumns, KnowsTheUsualSystems) {
  struct Case {
    const char* name;
    std::vector<std::string> headers;
    const char* columns;
  };
  const Case cases[] = {
      {"Salesforce leads",
       {"Lead Owner", "First Name", "Last Name", "Company / Account", "Email",
        "Lead Source", "Lead Status", "Created Date", "Last Activity",
        "Converted"},
       "created=Created Date; last_worked=Last Activity; state=Lead Status; "
       "outcome=Converted; channel=Lead Source; owner=Lead Owner"},
      {"Salesforce opportunities",
       {"Opportunity Owner", "Account Name", "Opportunity Name", "Stage",
        "Fiscal Period", "Amount Currency", "Amount", "Probability (%)", "Age",
        "Close Date", "Created Date", "Lead Source", "Type", "Won", "Closed",
        "Last Stage Change Date"},
       "created=Created Date; closed=Close Date; closed=Closed; state=Stage; "
       "state_since=Last Stage Change Date; outcome=Won; channel=Lead Source; "
       "value=Amount; currency=Amount Currency; owner=Opportunity Owner"},
      {"Salesforce in German",
       {"Opportunity-Inhaber", "Opportunity-Name", "Phase", "Betrag",
        "Schlusstermin", "Erstelldatum", "Lead-Quelle", "Letzte Aktivität"},
       "created=Erstelldatum; last_worked=Letzte Aktivität; "
       "closed=Schlusstermin; state=Phase; channel=Lead-Quelle; value=Betrag; "
       "owner=Opportunity-Inhaber"},
      {"HubSpot contacts",
       {"Record ID", "First Name", "Email", "Contact owner", "Lead Status",
        "Lifecycle Stage", "Create Date", "Last Activity Date",
        "Original Source", "Date of first engagement"},
       "created=Create Date; first_worked=Date of first engagement; "
       "last_worked=Last Activity Date; state=Lead Status; "
       "outcome=Lifecycle Stage; channel=Original Source; owner=Contact owner"},
      {"HubSpot deals in German",
       {"Deal-Name", "Deal-Phase", "Betrag", "Erstellungsdatum",
        "Abschlussdatum", "Zuständiger Mitarbeiter für Deal"},
       "created=Erstellungsdatum; closed=Abschlussdatum; state=Deal-Phase; "
       "value=Betrag; owner=Zuständiger Mitarbeiter für Deal"},
      {"Odoo",
       {"Created on", "Opportunity", "Contact Name", "Email", "Salesperson",
        "Expected Revenue", "Stage", "Source", "Last Stage Update",
        "Closed Date", "Lost Reason", "State"},
       "created=Created on; closed=Closed Date; state=Stage; "
       "state_since=Last Stage Update; lost_reason=Lost Reason; "
       "channel=Source; value=Expected Revenue; owner=Salesperson"},
      {"Dynamics 365",
       {"(Do Not Modify) Opportunity", "Topic", "Status", "Status Reason",
        "Est. Revenue", "Actual Revenue", "Est. Close Date",
        "Actual Close Date", "Created On", "Owner", "Currency"},
       "created=Created On; closed=Actual Close Date; state=Status Reason; "
       "outcome=Status; value=Est. Revenue; won_value=Actual Revenue; "
       "currency=Currency; owner=Owner"},
      {"Dynamics 365 in German",
       {"Thema", "Statusgrund", "Gesch. Umsatz", "Erstellt am", "Besitzer",
        "Leadquelle"},
       "created=Erstellt am; state=Statusgrund; channel=Leadquelle; "
       "value=Gesch. Umsatz; owner=Besitzer"},
      {"Pipedrive",
       {"Deal - Title", "Deal - Value", "Deal - Currency of Value",
        "Deal - Stage", "Deal - Status", "Deal - Owner", "Deal - Deal created",
        "Deal - Last stage change", "Deal - Last activity date",
        "Deal - Won time", "Deal - Lost time", "Deal - Lost reason",
        "Deal - Expected close date", "Person - Name"},
       "created=Deal - Deal created; last_worked=Deal - Last activity date; "
       "closed=Deal - Won time; closed=Deal - Lost time; state=Deal - Stage; "
       "state_since=Deal - Last stage change; outcome=Deal - Status; "
       "lost_reason=Deal - Lost reason; value=Deal - Value; "
       "currency=Deal - Currency of Value; owner=Deal - Owner"},
      {"Pipedrive in German",
       {"Deal - Titel", "Deal - Wert", "Deal - Status", "Deal - Phase",
        "Deal - Besitzer", "Deal - Deal erstellt",
        "Deal - Letzte Phasenänderung", "Deal - Datum des gewonnenen Deals",
        "Deal - Datum des verlorenen Deals",
        "Deal - Datum der letzten Aktivität", "Deal - Verlustgrund"},
       "created=Deal - Deal erstellt; "
       "last_worked=Deal - Datum der letzten Aktivität; "
       "closed=Deal - Datum des gewonnenen Deals; "
       "closed=Deal - Datum des verlorenen Deals; state=Deal - Phase; "
       "state_since=Deal - Letzte Phasenänderung; outcome=Deal - Status; "
       "lost_reason=Deal - Verlustgrund; value=Deal - Wert; "
       "owner=Deal - Besitzer"},
      {"Zoho",
       {"Deal Name", "Amount", "Stage", "Closing Date", "Deal Owner",
        "Lead Source", "Created Time", "Last Activity Time",
        "Stage Modified Time", "Reason For Loss"},
       "created=Created Time; last_worked=Last Activity Time; "
       "closed=Closing Date; state=Stage; state_since=Stage Modified Time; "
       "lost_reason=Reason For Loss; channel=Lead Source; value=Amount; "
       "owner=Deal Owner"},
      {"a list made by hand",
       {"Firma", "Ansprechpartner", "Eingang am", "Erstkontakt", "Kanal",
        "Status", "Auftragswert in €", "Zuständig"},
       "created=Eingang am; first_worked=Erstkontakt; state=Status; "
       "channel=Kanal; value=Auftragswert in €; owner=Zuständig"},
      {"nothing known", {"Name", "Stadt", "age", "job"}, ""}};
  for (const Case& c : cases) {
    EXPECT_EQ(Recognized(c.headers), c.columns) << c.name;
  }
}

TEST(RecognizeColumns, CellsDecideWhatHeadersLeaveOpen) {
  // A column of that name with the kind of the last activity, not its date.
  EXPECT_EQ(Recognized({"Last Activity", "Converted"},
                       {{"Email Opened", "0"}, {"Page Visited", "1"}}),
            "outcome=Converted");
  // Closed: a date or yes and no.
  EXPECT_EQ(Recognized({"Closed"}, {{"true"}, {"false"}}),
            "closed_flag=Closed");
  EXPECT_EQ(Recognized({"Closed"}, {{"23.11.2026"}, {""}}), "closed=Closed");
  EXPECT_EQ(Recognized({"Abschluss"}, {{"ja"}, {"nein"}}), "outcome=Abschluss");
  // An amount that is none, a channel of numbers.
  EXPECT_EQ(Recognized({"Wert", "Quelle"}, {{"hoch", "17"}, {"mittel", "4"}}),
            "");
  // Half of the cells may be wrong, not more.
  EXPECT_EQ(Recognized({"Created"}, {{"#REF!"}, {"23.11.2026"}}),
            "created=Created");
  EXPECT_EQ(Recognized({"Created"}, {{"a"}, {"b"}, {"23.11.2026"}}), "");
}

TEST(RecognizeColumns, ADateThatNobodyEverFilledIsStillOne) {
  EXPECT_EQ(Recognized({"Created", "First Contact"}, {{"23.11.2026", ""}}),
            "created=Created; first_worked=First Contact");
}

TEST(RecognizeColumns, TakesTheLikelierOfSeveral) {
  EXPECT_EQ(Recognized({"Datum", "Erstellt am"}), "created=Erstellt am");
  EXPECT_EQ(Recognized({"Datum"}), "created=Datum");
  EXPECT_EQ(Recognized({"Campaign", "Lead Source"}), "channel=Lead Source");
  // The first of two that are equally likely.
  EXPECT_EQ(Recognized({"Created", "Created"}), "created=Created");
  const std::vector<std::string> closed = {"Lost time", "Won time",
                                           "Deal closed on"};
  EXPECT_EQ(Recognized(closed),
            "closed=Deal closed on; closed=Won time; closed=Lost time");
}

TEST(RecognizeColumns, ASecondStatusSaysHowItEnded) {
  EXPECT_EQ(
      Recognized({"Stage", "Status"}, {{"Demo", "Open"}, {"Offer", "Won"}}),
      "state=Stage; outcome=Status");
  EXPECT_EQ(
      Recognized({"Stage", "Status"}, {{"Demo", "ok"}, {"Offer", "checked"}}),
      "state=Stage");
}

TEST(RecognizeColumns, StagesAreNamedAndClosingStagesClose) {
  const std::vector<ExportColumn> columns = RecognizeColumns(
      {"Date entered \"Demo (Sales)\"", "Date entered \"Closed won (Sales)\"",
       "Angebot am", "Date entered \"Never\""},
      {{"1.2.2026", "1.3.2026", "1.4.2026", ""}}, kFormat);
  ASSERT_EQ(columns.size(), 3u);
  EXPECT_EQ(columns[0].role, ExportRole::kClosed);
  EXPECT_EQ(columns[1].stage, "Demo");
  EXPECT_EQ(columns[2].stage, "Angebot am");
}

TEST(RecognizeColumns, ReadsTheCurrencyOfAHeader) {
  for (const auto& [header, currency] :
       std::vector<std::pair<std::string, std::string>>{
           {"Betrag (EUR)", "EUR"},
           {"Wert in \xE2\x82\xAC", "EUR"},
           {"Amount USD", "USD"},
           {"Amount", ""}}) {
    const auto columns = RecognizeColumns({header}, {}, kFormat);
    ASSERT_EQ(columns.size(), 1u) << header;
    EXPECT_EQ(columns[0].currency, currency) << header;
  }
  // Thousands are no units.
  EXPECT_EQ(Recognized({"Wert (TEUR)"}), "");
}

TEST(CountKnownHeaders, TellsHeadersFromTitlesAndData) {
  EXPECT_EQ(CountKnownHeaders({"Created Date", "Stage", "Name"}), 2u);
  EXPECT_EQ(CountKnownHeaders({"Pipeline 2026", "", ""}), 0u);
}

TEST(NounOf, FollowsTheHeaders) {
  EXPECT_EQ(NounOf({"Lead Owner", "Lead Status"}), ExportNoun::kLead);
  EXPECT_EQ(NounOf({"Opportunity Owner", "Lead Source"}),
            ExportNoun::kOpportunity);
  EXPECT_EQ(NounOf({"Deal - Title"}), ExportNoun::kOpportunity);
  EXPECT_EQ(NounOf({"Contact owner", "Lead Status"}), ExportNoun::kContact);
  EXPECT_EQ(NounOf({"Status"}), ExportNoun::kRecord);
}

}  // namespace
}  // namespace lotse
