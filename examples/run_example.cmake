# Copyright 2026 The Lotse Authors. SPDX-License-Identifier: Apache-2.0
#
# cmake -DPROGRAM=<file> -DEXPECTED=<file> [-DUPDATE=ON] -P run_example.cmake
#
# Runs an example and compares what it prints, or writes it to EXPECTED.
execute_process(
  COMMAND "${PROGRAM}"
  OUTPUT_VARIABLE printed
  RESULT_VARIABLE result)
if(NOT result EQUAL 0)
  message(FATAL_ERROR "${PROGRAM} ended with ${result}:\n${printed}")
endif()
if(UPDATE OR "$ENV{LOTSE_UPDATE_DOCS}")
  file(WRITE "${EXPECTED}" "${printed}")
endif()
file(READ "${EXPECTED}" expected)
if(NOT printed STREQUAL expected)
  message(FATAL_ERROR "${PROGRAM} printed:\n${printed}\nexpected:\n${expected}"
                      "\nIf the new one is right, run script/update_docs.")
endif()
