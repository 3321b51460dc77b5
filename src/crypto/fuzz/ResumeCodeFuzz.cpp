#include "crypto/ResumeCode.h"

#include <QString>

#include <cstdlib>

using namespace luotsi::crypto;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString typed =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    if (const auto code = ResumeCode::parse(typed)) {
        const auto again = ResumeCode::parse(code->text());
        if (!again || *again != *code)
            std::abort();
    }
    return 0;
}
