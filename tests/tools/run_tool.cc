// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// ToolFolder, by posix_spawn: no shell stands between test and tool.
#include "tests/tools/run_tool.h"

#include <fcntl.h>
#include <gtest/gtest.h>
#include <spawn.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>
#include <zlib.h>

#include <cstdio>
#include <cstdlib>
#include <filesystem>

namespace lotse::tools {
namespace {

constexpr char kSpec[] = R"({
  "schema": {
    "currency": "EUR",
    "company": [
      {"key": "employees", "type": "integer",
       "label": {"en": "employees", "de": "Mitarbeiter"}},
      {"key": "industry", "type": "text", "options": [
        {"key": "software"}, {"key": "trade", "label": {"de": "Handel"}}]},
      {"key": "revenue", "type": "number"}
    ],
    "person": [{"key": "name", "type": "text", "personal": true}],
    "lead": [{"key": "competitor", "type": "boolean"},
             {"key": "due", "type": "date"}]
  },
  "scoring": {
    "groups": [{"id": "fit", "rules": [
        {"id": "size", "when": "employees >= 50", "points": 20,
         "label": {"en": "At least 50 employees",
                   "de": "Mindestens 50 Mitarbeiter"}},
        {"id": "soon", "when": "due within last 30 days", "points": -2.5}],
      "options": [{"id": "industry", "of": "company.industry", "options": [
        {"option": "software", "points": 15}], "missing": -5}]}],
    "vetoes": [{"id": "competitor", "when": "competitor",
                "reason": {"en": "Works for a competitor",
                           "de": "Arbeitet beim Wettbewerb"}}],
    "categories": [
      {"id": "cold", "label": {"en": "Cold", "de": "Kalt"}},
      {"id": "warm", "label": {"en": "Warm", "de": "Warm"}, "from": 10},
      {"id": "hot", "label": {"en": "Hot", "de": "Heiß"}, "from": 30}],
    "assumed_probability": {"probability": 0.1, "at": 0,
                            "points_to_double_odds": 10}
  }
})";

std::string ReadFile(const std::string& path) {
  std::string text;
  FILE* file = std::fopen(path.c_str(), "rb");
  if (file == nullptr) return text;
  char buffer[4096];
  while (const size_t count = std::fread(buffer, 1, sizeof(buffer), file)) {
    text.append(buffer, count);
  }
  std::fclose(file);
  return text;
}

}  // namespace

ToolFolder::ToolFolder() : path_(::testing::TempDir() + "/lotse_tool_XXXXXX") {
  EXPECT_NE(mkdtemp(path_.data()), nullptr);
}

ToolFolder::~ToolFolder() {
  std::error_code ignored;
  std::filesystem::remove_all(path_, ignored);
}

void ToolFolder::Write(const std::string& name,
                       const std::string& bytes) const {
  FILE* file = std::fopen((path_ + "/" + name).c_str(), "wb");
  ASSERT_NE(file, nullptr);
  std::fwrite(bytes.data(), 1, bytes.size(), file);
  std::fclose(file);
}

void ToolFolder::WriteGzip(const std::string& name,
                           const std::string& bytes) const {
  gzFile file = gzopen((path_ + "/" + name).c_str(), "wb");
  ASSERT_NE(file, nullptr);
  gzwrite(file, bytes.data(), static_cast<unsigned>(bytes.size()));
  gzclose(file);
}

std::string ToolFolder::Read(const std::string& name) const {
  return ReadFile(path_ + "/" + name);
}

bool ToolFolder::Has(const std::string& name) const {
  return access((path_ + "/" + name).c_str(), F_OK) == 0;
}

void ToolFolder::WriteSpec() const { Write("spec.json", kSpec); }

ToolRun ToolFolder::Run(std::vector<std::string> arguments,
                        const std::string& input) const {
  Write(".in", input);
  arguments.insert(arguments.begin(), LOTSE_TOOL);
  std::vector<char*> argv;
  for (std::string& argument : arguments) argv.push_back(argument.data());
  argv.push_back(nullptr);
  posix_spawn_file_actions_t actions;
  posix_spawn_file_actions_init(&actions);
  posix_spawn_file_actions_addchdir_np(&actions, path_.c_str());
  posix_spawn_file_actions_addopen(&actions, 0, ".in", O_RDONLY, 0);
  const int flags = O_WRONLY | O_CREAT | O_TRUNC;
  posix_spawn_file_actions_addopen(&actions, 1, ".out", flags, 0600);
  posix_spawn_file_actions_addopen(&actions, 2, ".err", flags, 0600);
  pid_t child = 0;
  ToolRun run;
  const int error =
      posix_spawn(&child, LOTSE_TOOL, &actions, nullptr, argv.data(), environ);
  posix_spawn_file_actions_destroy(&actions);
  EXPECT_EQ(error, 0) << LOTSE_TOOL;
  if (error != 0) return run;
  int status = 0;
  EXPECT_EQ(waitpid(child, &status, 0), child);
  run.exit_code =
      WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
  run.out = Read(".out");
  run.err = Read(".err");
  return run;
}

}  // namespace lotse::tools
