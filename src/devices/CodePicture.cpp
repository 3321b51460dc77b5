#include "devices/CodePicture.h"

#define ZX_USE_UTF8 1 // as 2.x does without being asked
#include <ZXing/ReadBarcode.h>

namespace luotsi::devices {

namespace {

// ZXing 1.4 takes hints, 2.x options, and writes control characters out unless it is asked for the text as it
// is.
#if __has_include(<ZXing/ReaderOptions.h>)
using Options = ZXing::ReaderOptions;
Options plainOptions()
{
    return Options().setTextMode(ZXing::TextMode::Plain);
}
#else
using Options = ZXing::DecodeHints;
Options plainOptions()
{
    return {};
}
#endif

QString withoutControls(QString text)
{
    text.removeIf([](QChar sign) { return sign.category() == QChar::Other_Control; });
    return text.trimmed();
}

} // namespace

std::optional<QString> codeIn(const QImage &picture)
{
    if (picture.isNull())
        return std::nullopt;
    const QImage grey = picture.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                static_cast<int>(grey.bytesPerLine()));
    Options options = plainOptions();
    options.setTryHarder(true).setTryRotate(true);
    const auto found = ZXing::ReadBarcode(view, options);
    if (!found.isValid())
        return std::nullopt;
    const QString text = withoutControls(QString::fromStdString(found.text()));
    return text.isEmpty() ? std::nullopt : std::optional(text);
}

} // namespace luotsi::devices
