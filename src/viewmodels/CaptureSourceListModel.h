#pragma once

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace luotsi::viewmodels {

/// One thing that can be attached: a page under the lens or a file in the allowed folder.
struct SourceEntry
{
    QString sourceId;
    QString name;
    QString sizeText;
    bool added = false; ///< stands among the field's pages already

    friend bool operator==(const SourceEntry &, const SourceEntry &) = default;
};

/// What the camera port offers at this moment. `errorId` is the text id of the reason when it offers nothing.
/// Threading: GUI thread.
class CaptureSourceListModel : public QAbstractListModel
{
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("Given by the session")
    Q_PROPERTY(int count READ count NOTIFY countChanged)
    Q_PROPERTY(QString errorId READ errorId NOTIFY errorIdChanged)
    Q_PROPERTY(bool hasLens READ hasLens NOTIFY countChanged)

public:
    enum Role { SourceIdRole = Qt::UserRole + 1, NameRole, SizeTextRole, AddedRole };

    using QAbstractListModel::QAbstractListModel;

    [[nodiscard]] int count() const { return static_cast<int>(m_sources.size()); }
    [[nodiscard]] QString errorId() const { return m_errorId; }
    [[nodiscard]] bool hasLens() const { return m_hasLens; }
    [[nodiscard]] int rowCount(const QModelIndex &parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex &index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

    void assign(std::vector<SourceEntry> sources, bool hasLens);
    void fail(const QString &errorId);

Q_SIGNALS:
    void countChanged();
    void errorIdChanged();

private:
    template<typename Model, typename Entry>
    friend void replaceRows(Model &model, std::vector<Entry> &current, std::vector<Entry> next);

    std::vector<SourceEntry> m_sources;
    QString m_errorId;
    bool m_hasLens = false;
};

} // namespace luotsi::viewmodels
