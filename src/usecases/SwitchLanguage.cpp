#include "usecases/SwitchLanguage.h"

namespace luotsi::usecases {

base::Result<QString> SwitchLanguage::execute(OpenDraft &draft, const QString &language)
{
    forms::FormInstance &instance = draft.instance();
    const auto report = instance.setLanguage(language);
    if (!report)
        return instance.language();
    if (auto noted = draft.note(*report); !noted)
        return noted.error();
    return instance.language();
}

} // namespace luotsi::usecases
