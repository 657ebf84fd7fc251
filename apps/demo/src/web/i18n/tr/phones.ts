export const phones = {
  'phones.title': 'Telefonlar',
  'phones.lead': 'Alıcıların telefonuna gelen mesajlar, emülatörün şebekesinden canlı olarak',
  'phones.lead.real': 'Gerçek hesapta boş',
  'phones.real':
    'Gerçek hesapta mesajlar gerçek telefonlara gider ve bu sayfada gösterilemez. Sonuçları gönderim raporlarında görebilirsiniz.',
  'phones.real.action': 'Gönderimlere git',
  'phones.search': 'Numara ara',
  'phones.search.hint': 'Numaranın herhangi bir bölümü',
  'phones.empty': 'Henüz mesaj yok. Gönderdiğiniz mesajlar burada, alıcının telefonundaki gibi görünür.',
  'phones.empty.action': 'Bir mesaj gönderin',
  'phones.none': 'Bu rakamları içeren numara yok.',
  'phones.list': 'Telefonlar, en yeni mesaj üstte',
  'phones.more': 'Daha fazla göster',
  'phones.choose': 'Mesajlarını okumak için bir telefon seçin.',
  'phones.back': 'Listeye dön',
  'blacklist.title': 'Engellenen numaralar',
  'blacklist.lead': 'Hesabın kara listesi',
};
