// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// lotse diagram: the lifecycles of a spec as a picture.
#include <sys/wait.h>

#include <CLI/App.hpp>
#include <CLI/Option.hpp>
#include <CLI/Validators.hpp>
#include <csignal>
#include <cstdio>
#include <memory>
#include <string>
#include <vector>

#include "absl/strings/str_cat.h"
#include "lotse/base/spec_issue.h"
#include "lotse/report/lifecycle_diagram.h"
#include "tools/commands.h"
#include "tools/input_file.h"
#include "tools/terminal.h"

namespace lotse::tools {
namespace {

struct CommandOptions {
  std::string spec;
  std::string lifecycle;
  std::string format = "mermaid";
  std::string language = "en";
};

// The lifecycle that was asked for, or the only one. Null: an error was told.
const LifecycleSpec* Choose(const CommandOptions& options,
                            const EngineSpec& spec) {
  std::vector<absl::string_view> names;
  for (const LifecycleSpec& lifecycle : spec.lifecycles) {
    if (lifecycle.name == options.lifecycle) return &lifecycle;
    names.push_back(lifecycle.name);
  }
  if (names.empty()) {
    PrintError(absl::StrCat(options.spec,
                            ": has no lifecycle; \"lotse init --preset "
                            "b2b_lifecycle\" writes one that does"));
    return nullptr;
  }
  if (options.lifecycle.empty()) return &spec.lifecycles[0];
  PrintError(absl::StrCat("there is no lifecycle \"", options.lifecycle, "\"",
                          DidYouMean(options.lifecycle, names)));
  return nullptr;
}

// Has Graphviz draw the digraph, straight to standard output.
int DrawSvg(const std::string& dot) {
  constexpr int kNotThere = 127;
  std::FILE* const graphviz =
      popen("command -v dot >/dev/null 2>&1 || exit 127; exec dot -Tsvg", "w");
  // A Graphviz that has gone says so by its status.
  std::signal(SIGPIPE, SIG_IGN);
  if (graphviz != nullptr) std::fwrite(dot.data(), 1, dot.size(), graphviz);
  const int status = graphviz == nullptr ? -1 : pclose(graphviz);
  if (status == 0) return kOk;
  PrintError(WIFEXITED(status) && WEXITSTATUS(status) == kNotThere
                 ? "Graphviz, which draws SVG, is not installed; install it "
                   "(Debian's package graphviz), or take --format mermaid"
                 : "Graphviz could not draw the lifecycle; --format dot shows "
                   "what it was given");
  return kBadInput;
}

int Run(const CommandOptions& options) {
  const absl::StatusOr<Engine> engine = ReadEngine(options.spec);
  if (!engine.ok()) {
    PrintError(engine.status().message());
    return kBadInput;
  }
  const LifecycleSpec* lifecycle = Choose(options, engine->spec());
  if (lifecycle == nullptr) return kBadInput;
  if (options.format == "svg") {
    return DrawSvg(LifecycleDot(*lifecycle, options.language));
  }
  Output out;
  out.Write(options.format == "dot"
                ? LifecycleDot(*lifecycle, options.language)
                : LifecycleMermaid(*lifecycle, options.language));
  const absl::Status status = out.Flush();
  if (!status.ok()) PrintError(status.message());
  return status.ok() ? kOk : kBadInput;
}

}  // namespace

void AddDiagramCommand(CLI::App* tool, int* exit_code) {
  auto options = std::make_shared<CommandOptions>();
  CLI::App* command = tool->add_subcommand(
      "diagram", "Draw the lifecycle of a spec, coloured by owner");
  command->add_option("spec", options->spec, "The spec (JSON)")->required();
  command->add_option("--lifecycle", options->lifecycle,
                      "Which one, by its name; the first if left out");
  command
      ->add_option("--format", options->format,
                   "mermaid, for Markdown; dot, for Graphviz; svg, a picture, "
                   "if Graphviz is installed")
      ->check(CLI::IsMember({"mermaid", "dot", "svg"}))
      ->capture_default_str();
  command->add_option("--language", options->language, "Of the labels: en, de")
      ->capture_default_str();
  command->footer(
      "Examples:\n"
      "  lotse diagram spec.json > lifecycle.mmd\n"
      "  lotse diagram spec.json --format svg > lifecycle.svg\n"
      "  lotse diagram spec.json --format dot --language de | dot -Tpdf");
  command->callback([options, exit_code] { *exit_code = Run(*options); });
}

}  // namespace lotse::tools
