// Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
//
// Runs the real tool, as a user would, in a folder of its own.
//
//   ToolFolder folder;
//   folder.Write("leads.csv", "id,employees\n1,2\n");
//   ToolRun run = folder.Run({"score", "spec.json", "leads.csv"});
//   run.exit_code; run.out; run.err;
#ifndef LOTSE_TOOLS_RUN_TOOL_H_
#define LOTSE_TOOLS_RUN_TOOL_H_

#include <string>
#include <vector>

namespace lotse::tools {

struct ToolRun {
  // 128 and more: ended by a signal.
  int exit_code = -1;
  std::string out;
  std::string err;
};

class ToolFolder {
 public:
  // Makes the folder; the destructor removes it with what is in it.
  ToolFolder();
  ~ToolFolder();
  ToolFolder(const ToolFolder&) = delete;
  ToolFolder& operator=(const ToolFolder&) = delete;

  void Write(const std::string& name, const std::string& bytes) const;
  void WriteGzip(const std::string& name, const std::string& bytes) const;
  std::string Read(const std::string& name) const;
  bool Has(const std::string& name) const;

  // Runs the tool in the folder; `input` is its standard input.
  ToolRun Run(std::vector<std::string> arguments,
              const std::string& input = "") const;

  // Writes spec.json: a small spec with a rule, a band table, an option table,
  // a veto, three categories and an assumed probability.
  void WriteSpec() const;

 private:
  std::string path_;
};

}  // namespace lotse::tools

#endif  // LOTSE_TOOLS_RUN_TOOL_H_
