// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// WriteCompanies.
#include "tools/company_writer.h"

#include <cstddef>
#include <cstdint>
#include <vector>

#include "absl/strings/str_cat.h"
#include "absl/strings/str_replace.h"
#include "lotse/import/csv_writer.h"
#include "lotse/proto/json.h"
#include "tools/score_writer.h"
#include "tools/table.h"

namespace lotse::tools {
namespace {

constexpr size_t kMaxIdWidth = 40;

// The sentence from the people on; the row has company and points already.
std::string WhyOf(const CompanyScoreReport& report) {
  const size_t after_id =
      report.text.find(report.company_id) + report.company_id.size();
  const size_t points = report.text.find(": ", after_id) + 2;
  return report.text.substr(report.text.find(": ", points) + 2);
}

void WriteTable(const CompanyScoreList& list, const std::string& language,
                Output* out) {
  TableWriter table({{Say(language, "company", "Firma"), false, kMaxIdWidth},
                     {Say(language, "points", "Punkte"), true, 0},
                     {Say(language, "people", "Personen"), true, 0},
                     {Say(language, "leads", "Leads"), true, 0}},
                    out);
  for (const CompanyScoreReport& report : list.companies) {
    table.Add({{report.company_id},
               {RoundPoints(report.score.points, language)},
               {absl::StrCat(report.score.persons.size())},
               {absl::StrCat(report.leads)}},
              {Styled(absl::StrCat("    ", Printable(WhyOf(report))),
                      Style::kDim, out->color())});
  }
  table.Finish();
}

void WriteCsv(const CompanyScoreList& list, const std::string& language,
              Output* out) {
  const char delimiter = language == "de" ? ';' : ',';
  std::string text;
  AppendCsvRow({"company_id", "points", "people", "leads", "capped",
                "top_person", "top_role", "top_share", "why"},
               delimiter, &text);
  for (const CompanyScoreReport& report : list.companies) {
    const PersonShare& top = report.score.persons.front();
    std::string share = absl::StrCat(top.share);
    if (language == "de") share = absl::StrReplaceAll(share, {{".", ","}});
    const std::string cells[] = {report.company_id,
                                 PlainPoints(report.score.points, language),
                                 absl::StrCat(report.score.persons.size()),
                                 absl::StrCat(report.leads),
                                 PlainPoints(report.score.capped, language),
                                 top.person_id,
                                 top.role,
                                 share,
                                 WhyOf(report)};
    AppendCsvRow(
        std::vector<absl::string_view>(std::begin(cells), std::end(cells)),
        delimiter, &text);
  }
  out->Write(text);
}

}  // namespace

void WriteCompanies(const CompanyScoreList& list, const std::string& format,
                    const std::string& language, Output* out) {
  if (format == "json") {
    out->Write(proto::ToJson(list, proto::JsonStyle::kReadable));
  } else if (format == "csv") {
    WriteCsv(list, language, out);
  } else {
    WriteTable(list, language, out);
  }
}

}  // namespace lotse::tools
