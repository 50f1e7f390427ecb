// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// The options that every command with leads has, in the same words.
#ifndef LOTSE_TOOLS_LEAD_OPTIONS_H_
#define LOTSE_TOOLS_LEAD_OPTIONS_H_

#include <CLI/App.hpp>
#include <CLI/Validators.hpp>
#include <string>
#include <vector>

#include "lotse/engine/audience.h"
#include "tools/input_file.h"

namespace lotse::tools {

// The leads themselves.
inline void AddLeads(CLI::App* command, LeadOptions* options) {
  command
      ->add_option("leads", options->path,
                   "CSV or NDJSON, also gzipped; - is standard input")
      ->capture_default_str();
}

// --mapping and --id-column.
inline void AddLeadOptions(CLI::App* command, LeadOptions* options) {
  command->add_option("--mapping", options->mapping,
                      "How the CSV's columns become facts (JSON)");
  command->add_option("--id-column", options->id_column,
                      "The CSV column with the lead's id");
}

// --as-of.
inline void AddAsOf(CLI::App* command, std::string* as_of) {
  command->add_option("--as-of", *as_of,
                      "Score as of this date or time; later facts do not exist "
                      "yet. Default: now");
}

// --language.
inline void AddLanguage(CLI::App* command, std::string* language) {
  command->add_option("--language", *language, "Language of the reasons")
      ->check(CLI::IsMember({"en", "de"}))
      ->capture_default_str();
}

// --audience; AudienceOf gives what was chosen.
inline CLI::Option* AddAudience(CLI::App* command, std::string* audience) {
  *audience = NameOf(Audience::kFull);
  return command
      ->add_option("--audience", *audience,
                   "Who reads it: values of personal facts, or of all facts, "
                   "are left out")
      ->check(CLI::IsMember({NameOf(Audience::kFull),
                             NameOf(Audience::kNoPersonalValues),
                             NameOf(Audience::kNoValues)}))
      ->capture_default_str();
}
inline Audience AudienceOf(const std::string& name) {
  for (const EnumName<Audience>& entry : EnumNames<Audience>::kNames) {
    if (name == entry.name) return entry.value;
  }
  return Audience::kUnspecified;
}

// --format with the formats that the command has; the first is the default.
inline void AddFormat(CLI::App* command, std::string* format,
                      std::vector<std::string> formats) {
  *format = formats[0];
  command->add_option("--format", *format, "How results are written")
      ->check(CLI::IsMember(formats))
      ->capture_default_str();
}

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_LEAD_OPTIONS_H_
