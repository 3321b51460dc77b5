#pragma once

#include "usecases/OpenDraft.h"

namespace luotsi::usecases {

/// Shows the form in another language; place and answers stay. A form without that language keeps the one it
/// has, which is what the returned text says.
class SwitchLanguage
{
public:
    explicit SwitchLanguage(Tools tools) : m_tools(tools) {}
    [[nodiscard]] base::Result<QString> execute(OpenDraft &draft, const QString &language);

private:
    Tools m_tools;
};

} // namespace luotsi::usecases
