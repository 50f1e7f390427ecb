// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// InferCsv: one pass that profiles every column, then the decisions.
#include "lotse/import/infer_csv.h"

#include <algorithm>
#include <cstddef>
#include <utility>

#include "absl/strings/ascii.h"
#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/status_macros.h"
#include "lotse/facts/built_in_facts.h"
#include "lotse/import/csv_headers.h"
#include "lotse/import/csv_reader.h"
#include "lotse/import/utf8_source.h"
#include "src/import/column_profile.h"

namespace lotse {
namespace {

// Parts of keys of columns with personal data.
constexpr absl::string_view kPersonalParts[] = {
    "email",   "e_mail",   "phone",      "telefon",   "mobil",     "fax",
    "vorname", "nachname", "first_name", "last_name", "full_name", "street",
    "strasse", "birth",    "geburt",     "iban",      "linkedin"};
constexpr absl::string_view kPersonalKeys[] = {"name", "contact_name", "mail",
                                               "ansprechpartner"};

// Keys of traits that the law protects from being decided by.
constexpr absl::string_view kProtectedKeys[] = {
    "age",         "alter",         "sex",
    "gender",      "geschlecht",    "marital",
    "religion",    "ethnicity",     "race",
    "nationality", "nationalitaet", "disability",
    "behinderung", "familienstand", "marital_status",
    "herkunft"};

template <typename Names>
bool Among(absl::string_view key, const Names& names) {
  return std::find(std::begin(names), std::end(names), key) != std::end(names);
}

bool IsPersonal(absl::string_view key) {
  return Among(key, kPersonalKeys) ||
         std::any_of(std::begin(kPersonalParts), std::end(kPersonalParts),
                     [&](absl::string_view part) {
                       return absl::StrContains(key, part);
                     });
}

LocalText Label(absl::string_view en, absl::string_view de) {
  LocalText label;
  label.en = std::string(en);
  label.de = std::string(de);
  return label;
}

// Three categories, and one group that waits for rules.
ScoringSpec StarterScoring() {
  ScoringSpec scoring;
  Group fit;
  fit.id = "fit";
  fit.label = Label("Fit", "Passung");
  scoring.groups.push_back(std::move(fit));
  scoring.categories.resize(3);
  scoring.categories[0].id = "cold";
  scoring.categories[0].label = Label("Cold", "Kalt");
  scoring.categories[1].id = "warm";
  scoring.categories[1].label = Label("Warm", "Warm");
  scoring.categories[1].from = Points::FromDouble(30);
  scoring.categories[2].id = "hot";
  scoring.categories[2].label = Label("Hot", "Heiß");
  scoring.categories[2].from = Points::FromDouble(60);
  return scoring;
}

class Inference {
 public:
  absl::StatusOr<CsvInference> Run(std::unique_ptr<ByteSource> bytes) {
    auto utf8 = std::make_unique<Utf8Source>(std::move(bytes),
                                             TextEncoding::kUnspecified);
    const Utf8Source* encoding = utf8.get();
    LOTSE_ASSIGN_OR_RETURN(std::unique_ptr<CsvReader> csv,
                           CsvReader::Create(std::move(utf8), {}));
    LOTSE_RETURN_IF_ERROR(ReadRows(csv.get()));
    CsvMapping& mapping = result_.mapping;
    mapping.delimiter = std::string(1, csv->delimiter());
    mapping.encoding = encoding->encoding();
    mapping.decimal_mark = evidence_.decimal_mark();
    if (mapping.decimal_mark == DecimalMark::kUnspecified) {
      mapping.decimal_mark = DecimalMark::kPoint;
    }
    mapping.date_order = evidence_.date_order();
    result_.spec.description = "Made from the columns of a CSV file";
    result_.spec.scoring = StarterScoring();
    for (size_t i = 0; i < headers_.size(); ++i) DecideColumn(i);
    DescribeFile();
    return std::move(result_);
  }

 private:
  absl::Status ReadRows(CsvReader* csv) {
    CsvRow row;
    if (!csv->Next(&row)) {
      LOTSE_RETURN_IF_ERROR(csv->status());
      return absl::InvalidArgumentError(
          "the file is empty: its first row must hold the headers");
    }
    if (!row.status.ok()) {
      return absl::InvalidArgumentError(
          absl::StrCat("line ", row.line, ": ", row.status.message()));
    }
    for (const absl::string_view cell : row.cells) {
      headers_.emplace_back(absl::StripAsciiWhitespace(cell));
    }
    while (!headers_.empty() && headers_.back().empty()) headers_.pop_back();
    if (headers_.empty()) {
      return absl::InvalidArgumentError("the first row must hold the headers");
    }
    profiles_.resize(headers_.size());
    const MissingMarkers missing(DefaultMissingMarkers());
    while (csv->Next(&row)) {
      ++result_.rows;
      if (!row.status.ok() || row.cells.size() < headers_.size()) {
        ++result_.bad_rows;
        continue;
      }
      for (size_t i = 0; i < headers_.size(); ++i) {
        const absl::string_view cell = absl::StripAsciiWhitespace(row.cells[i]);
        if (cell.empty()) continue;
        if (missing.Has(cell)) {
          profiles_[i].AddMissing(cell);
        } else {
          evidence_.Add(cell);
          profiles_[i].Add(cell);
        }
      }
    }
    return csv->status();
  }

  void Map(size_t i, std::string fact) {
    CsvColumn column;
    column.column = headers_[i];
    column.fact = fact;
    result_.mapping.columns.push_back(std::move(column));
    result_.columns[i].fact = std::move(fact);
  }

  bool FactTaken(absl::string_view fact) const {
    return std::any_of(
        result_.mapping.columns.begin(), result_.mapping.columns.end(),
        [&](const CsvColumn& column) { return column.fact == fact; });
  }

  std::string FreeKey(std::string key) const {
    if (IsBuiltInFact("lead", key) || key == "id" || key == "outcome") {
      key += "_value";
    }
    std::string free = key;
    for (int n = 2; FactTaken(absl::StrCat("lead.", free)); ++n) {
      free = absl::StrCat(key, "_", n);
    }
    return free;
  }

  void DecideColumn(size_t i) {
    const std::string& header = headers_[i];
    const ColumnProfile& profile = profiles_[i];
    const CsvMapping& mapping = result_.mapping;
    InferredColumn& found = result_.columns.emplace_back();
    found.column = header;
    found.filled = profile.filled();
    if (header.empty()) {
      found.hints.push_back("the column has no header and is left alone");
      return;
    }
    if (std::count(headers_.begin(), headers_.end(), header) > 1) {
      found.hints.push_back(
          "several columns have this header; to read one, rename the others");
      return;
    }
    ValueType type = profile.Type(mapping.decimal_mark, mapping.date_order);
    if (LooksLikeLeadId(header) && profile.unique() && profile.filled() > 0 &&
        !FactTaken("lead.id")) {
      Map(i, "lead.id");
      return;
    }
    if (LooksLikeOutcome(header) && !FactTaken("lead.outcome") &&
        profile.HasOneOf(MissingMarkers(DefaultWonWords()))) {
      Map(i, "lead.outcome");
      found.hints.push_back(
          "taken for how the lead ended, which rules must not read");
      return;
    }
    std::string key = KeyFromHeader(header);
    if (key.empty()) key = absl::StrCat("column_", i + 1);
    const bool text = type == ValueType::kText;
    const bool time = type == ValueType::kTime || type == ValueType::kDate;
    if (((text && (key == "channel" || key == "campaign" || key == "offer")) ||
         (time && key == "created_at")) &&
        !FactTaken(absl::StrCat("lead.", key))) {
      Map(i, absl::StrCat("lead.", key));
      return;
    }
    AttributeSpec attribute;
    attribute.key = FreeKey(key);
    attribute.type = type;
    if (attribute.key != header) attribute.label.en = header;
    attribute.personal = IsPersonal(key);
    attribute.not_for_scoring = Among(key, kProtectedKeys);
    if (text && !attribute.personal) {
      for (const std::string& option : profile.Options()) {
        attribute.options.emplace_back().key = option;
      }
    }
    if (type == ValueType::kMoney) attribute.currency = profile.currency();
    if (profile.percent()) attribute.unit = "%";
    AddHints(profile, attribute, &found.hints);
    found.type = type;
    Map(i, absl::StrCat("lead.", attribute.key));
    result_.spec.schema.lead.push_back(std::move(attribute));
  }

  void AddHints(const ColumnProfile& profile, const AttributeSpec& attribute,
                std::vector<std::string>* hints) const {
    if (profile.filled() == 0) {
      hints->push_back("has no values; taken for text");
    }
    if (!profile.markers().empty()) {
      hints->push_back(absl::StrCat("taken for \"not known\": ",
                                    absl::StrJoin(profile.markers(), ", ")));
    }
    const bool numeric = attribute.type == ValueType::kInteger ||
                         attribute.type == ValueType::kNumber;
    const std::string sentinel =
        numeric ? profile.Sentinel(result_.mapping.decimal_mark) : "";
    if (!sentinel.empty()) {
      hints->push_back(
          absl::StrCat(sentinel,
                       " stands far from the other values: if it means \"not "
                       "known\", add it "
                       "to this column's \"missing\" in the mapping"));
    }
    if (attribute.type == ValueType::kText &&
        profile.AmbiguousDates(result_.mapping.date_order)) {
      hints->push_back(
          "dates of which nobody can tell day from month; taken for text: set "
          "date_order in the mapping and the type to date");
    }
    if (attribute.not_for_scoring) {
      hints->push_back(
          "may be a trait that the law protects, so not_for_scoring is set: "
          "rules cannot read it");
    }
  }

  void DescribeFile() {
    if (!FactTaken("lead.id")) {
      result_.hints.push_back(
          "no column looks like the lead's id; leads are named by their line "
          "(use --id-column, or map a column to lead.id)");
    }
    if (result_.bad_rows > 0) {
      result_.hints.push_back(
          absl::StrCat(result_.bad_rows, " rows could not be read"));
    }
  }

  CsvInference result_;
  std::vector<std::string> headers_;
  std::vector<ColumnProfile> profiles_;
  FormatEvidence evidence_;
};

}  // namespace

absl::StatusOr<CsvInference> InferCsv(std::unique_ptr<ByteSource> bytes) {
  return Inference().Run(std::move(bytes));
}

}  // namespace lotse
