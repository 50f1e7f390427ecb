// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse report: one page about the export of a CRM, without configuration.
#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/strings/match.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_join.h"
#include "lotse/base/money.h"
#include "lotse/report/pipeline_page.h"
#include "lotse/report/pipeline_summary.h"
#include "tools/commands.h"
#include "tools/export_reader.h"
#include "tools/field_json.h"
#include "tools/input_file.h"
#include "tools/lead_options.h"
#include "tools/output_file.h"
#include "tools/page_writer.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  ExportOptions file;
  std::string date_order;
  std::string as_of;
  std::string format;
  std::string language = "en";
  std::string out;
  bool force = false;
};

PipelineNoun NounFor(ExportNoun noun) {
  switch (noun) {
    case ExportNoun::kRecord:
      return PipelineNoun::kRecord;
    case ExportNoun::kLead:
      return PipelineNoun::kLead;
    case ExportNoun::kOpportunity:
      return PipelineNoun::kOpportunity;
    case ExportNoun::kContact:
      return PipelineNoun::kContact;
  }
  return PipelineNoun::kRecord;
}

// By the end of the file's name, where nobody names a format.
std::string FormatOf(const CommandOptions& options) {
  if (!options.format.empty()) return options.format;
  for (const char* format : {"html", "md", "json"}) {
    if (absl::EndsWithIgnoreCase(options.out, absl::StrCat(".", format))) {
      return format;
    }
  }
  return "table";
}

// The page as a text, in all formats but "table".
std::string TextOf(const PipelineReport& report, const ReportPage& page,
                   const std::string& format) {
  if (format == "html") return PageHtml(page);
  if (format == "md") return PageMarkdown(page);
  return FieldJson(report).dump(
             2, ' ', false, nlohmann::ordered_json::error_handler_t::replace) +
         "\n";
}

absl::Status Write(const CommandOptions& options, const PipelineReport& report,
                   const ReportPage& page) {
  const std::string format = FormatOf(options);
  if (!options.out.empty() && format != "table") {
    return WriteNewFile(options.out, TextOf(report, page, format),
                        options.force);
  }
  Output out;
  if (format == "table") {
    WritePage(page, &out);
  } else {
    out.Write(TextOf(report, page, format));
  }
  return out.Flush();
}

int Run(const CommandOptions& options) {
  if (!options.out.empty() && FormatOf(options) == "table") {
    PrintError("-o: name a file that ends in .html, .md or .json, or a format");
    return kUsage;
  }
  const absl::StatusOr<Instant> as_of = ParseAsOf(options.as_of);
  if (!as_of.ok()) {
    PrintError(as_of.status().message());
    return kUsage;
  }
  absl::StatusOr<std::unique_ptr<ExportReader>> reader =
      ExportReader::Open(options.file);
  if (!reader.ok()) {
    PrintError(absl::StrCat(
        options.file.path == "-" ? "standard input" : options.file.path, ": ",
        reader.status().message()));
    return kBadInput;
  }
  ExportReader& file = **reader;
  PipelineSummary summary(file.Scope(*as_of));
  BadRows bad(file.source().name);
  {
    Progress progress("records");
    ExportRecord record;
    while (file.Next(&record)) {
      progress.Step();
      if (record.status.ok()) {
        summary.Add(record.record);
      } else {
        progress.Clear();
        bad.Add(record.status);
      }
      for (const absl::Status& fault : record.faults) {
        progress.Clear();
        bad.Add(fault);
      }
    }
  }
  PipelineReport report = summary.Finish();
  report.source = file.source();
  // What else is known of the records can be added to the page as blocks.
  const ReportPage page =
      MakePipelinePage(report, {options.language, NounFor(file.noun())});
  const absl::Status written = Write(options, report, page);
  if (!written.ok()) {
    PrintError(written.message());
    return kBadInput;
  }
  bad.Finish();
  if (!file.status().ok()) {
    PrintError(absl::StrCat(file.source().name, ": ", file.status().message()));
  }
  return file.status().ok() && bad.count() == 0 ? kOk : kBadInput;
}

std::vector<std::string> RoleNames() {
  std::vector<std::string> names;
  for (const EnumName<ExportRole>& entry : EnumNames<ExportRole>::kNames) {
    names.push_back(entry.name);
  }
  return names;
}

// What is wrong with "role=Header"; empty if nothing is.
std::string CheckColumn(const std::string& text) {
  const std::string role = text.substr(0, text.find('='));
  const std::vector<std::string> names = RoleNames();
  for (const std::string& name : names) {
    if (role == name && role.size() < text.size()) return "";
  }
  return absl::StrCat("write ROLE=HEADER, where ROLE is one of ",
                      absl::StrJoin(names, ", "));
}

std::string CheckCurrency(const std::string& text) {
  return IsCurrencyCode(text) ? "" : "write three letters, such as EUR";
}

}  // namespace

void AddReportCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "report", "Tell on one page what a CRM's export says about the work");
  command
      ->add_option("export", options->file.path,
                   "CSV of leads or opportunities, also gzipped; - is standard "
                   "input")
      ->required();
  command
      ->add_option("--column", options->file.columns,
                   "ROLE=HEADER: what a column is, where the guess is wrong; "
                   "ROLE= for none")
      ->check(CheckColumn)
      ->expected(1)
      ->take_all();
  command
      ->add_option("--date-order", options->date_order,
                   "Of dates such as 03/04/2026. Default: found out")
      ->check(CLI::IsMember({"day_first", "month_first"}));
  command
      ->add_option("--currency", options->file.currency,
                   "Of amounts that have none, such as EUR")
      ->check(CheckCurrency);
  command->add_option("--as-of", options->as_of,
                      "Count up to this date or time; later facts do not exist "
                      "yet. Default: now");
  command
      ->add_option("--format", options->format,
                   "How the page is written: table, html, md or json. Default: "
                   "by the name of -o, else table")
      ->check(CLI::IsMember({"table", "html", "md", "json"}));
  command->add_option("--language", options->language, "Language of the page")
      ->check(CLI::IsMember({"en", "de"}))
      ->capture_default_str();
  command->add_option("-o,--out", options->out, "The file to write");
  command->add_flag("--force", options->force, "Overwrite a file that exists");
  command->footer(absl::StrCat(
      "The columns of the usual CRMs are known, English and German. Roles:\n  ",
      absl::StrJoin(RoleNames(), ", "),
      "\n\nThe page has no names and no figures of owners.\n\n"
      "Examples:\n"
      "  lotse report export.csv -o page.html\n"
      "  lotse report leads.csv --language de --as-of 2026-11-23 "
      "--column created=\"Angelegt\""));
  command->callback([options, exit_code] {
    for (const EnumName<DateOrder>& entry : EnumNames<DateOrder>::kNames) {
      if (options->date_order == entry.name) {
        options->file.date_order = entry.value;
      }
    }
    *exit_code = Run(*options);
  });
}

}  // namespace lotse::tools
